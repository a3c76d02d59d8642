import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { rawMoments } from "../../representation/raw-moments.ts";

/** Rows of a tile of the Gram matrices, and columns of one beside the diagonal: so few that a tile stays in the cache. */
const ROWS = 128;
const COLUMNS = 512;

/** Most numbers of one side's stacked tiles, 64 MiB: of more than 128 representations tiles are smaller. */
const STACKED = 8 * 2 ** 20;

/**
 * Whether ⟨XXᵀ, YYᵀ⟩ of all pairs takes fewer operations from rows of the n×n Gram matrices, n²·p for each of them and
 * n² for each pair, than from the products XᵀY, 2·n·p·q for each pair: so for many representations of few rows.
 */
export function gramRowsAreCheaper(xs: readonly Representation[], ys: readonly Representation[]): boolean {
  const n = xs[0]?.n ?? 0;
  const units = (members: readonly Representation[]): number => members.reduce((sum, { p }) => sum + p, 0);
  const same = xs === ys;
  const half = same ? 0.5 : 1;
  const crosses = 2 * n * units(xs) * units(ys) * half;
  const grams = n * n * (units(xs) + (same ? 0 : units(ys))) + n * n * xs.length * ys.length * half;
  // Twice: long and narrow products run at a lower rate.
  return 2 * grams < crosses;
}

/** A part of the n×n Gram matrices. */
interface Tile {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly cols: number;
}

/** Tiles of at most `most` numbers, on and right of the diagonal: a square on it, and long ones beside it. */
function tilesOf(n: number, most: number): Tile[] {
  const tiles: Tile[] = [];
  const height = Math.max(1, Math.min(ROWS, n, Math.floor(Math.sqrt(most))));
  const width = Math.max(1, Math.min(COLUMNS, n, Math.floor(most / height)));
  for (let row = 0; row < n; row += height) {
    const rows = Math.min(height, n - row);
    tiles.push({ row, rows, column: row, cols: rows });
    for (let column = row + rows; column < n; column += width) {
      tiles.push({ row, rows, column, cols: Math.min(width, n - column) });
    }
  }
  return tiles;
}

/**
 * A tile of FFᵀ for each factor F, as one row of a matrix.
 *
 * @param room Numbers that are overwritten.
 */
function stackTiles(
  factors: readonly Matrix[],
  { row, rows, column, cols }: Tile,
  room: Float64Array,
): Matrix {
  const length = rows * cols;
  factors.forEach(({ cols: p, data }, k) => {
    const some = matrix(rows, p, data.subarray(row * p, (row + rows) * p));
    const others = matrix(cols, p, data.subarray(column * p, (column + cols) * p));
    const into = matrix(rows, cols, room.subarray(k * length, (k + 1) * length));
    backend().multiply(some, others, { transposeB: true, into });
  });
  return matrix(factors.length, length, room.subarray(0, factors.length * length));
}

/** ABᵀ, where the right side may be the left one. */
const rowProducts = (a: Matrix, b: Matrix): Matrix =>
  a === b ? backend().gram(a, false) : backend().multiply(a, b, { transposeB: true });

/** Something of both lists, once where they are one list. */
function ofBoth<A, B>(xs: A, ys: A, of: (members: A) => B): [B, B] {
  const left = of(xs);
  return [left, xs === ys ? left : of(ys)];
}

/**
 * Entry (i, j) is ⟨FFᵀ, GGᵀ⟩ for the factors F of xs[i] and G of ys[j], n rows each: tiles of all Gram matrices are
 * stacked and multiplied, those right of the diagonal once and counted twice.
 *
 * @param stacked How many numbers of each side are stacked at a time. @defaultValue 8 Mi
 */
export function gramRowProducts(
  xs: readonly Representation[],
  ys: readonly Representation[],
  factor: (x: Representation) => Matrix,
  stacked = STACKED,
): Matrix {
  const tiles = tilesOf(xs[0]?.n ?? 0, Math.floor(stacked / Math.max(xs.length, ys.length)));
  const largest = tiles.reduce((most, { rows, cols }) => Math.max(most, rows * cols), 0);
  const sides = ofBoth(xs, ys, (members) => ({
    factors: members.map(factor),
    room: new Float64Array(members.length * largest),
  }));
  const result = matrix(xs.length, ys.length);
  for (const tile of tiles) {
    const [a, b] = ofBoth(...sides, ({ factors, room }) => stackTiles(factors, tile, room));
    backend().addMultiple(result.data, tile.row === tile.column ? 1 : 2, rowProducts(a, b).data);
  }
  return result;
}

/** Whether the means' part of K = XXᵀ, n‖m‖², is at most ‖HKH‖, of which ‖Xc‖²/√p is a lower bound. */
function nearlyCentered(x: Representation): boolean {
  const raw = rawMoments(x);
  return raw !== undefined && inner(raw.root, raw.root) * Math.sqrt(x.p) <= raw.size;
}

/** K·1/n = X·m of each K = XXᵀ as a row, and the mean of all entries of K, ‖m‖². */
function rowMeans(members: readonly Representation[]): { rows: Matrix; means: number[] } {
  const rows = matrix(members.length, members[0]?.n ?? 0);
  const means = members.map((x, k) => {
    const { mean } = rawMoments(x)!;
    const into = matrix(x.n, 1, rows.data.subarray(k * x.n, (k + 1) * x.n));
    backend().multiply(x.values, matrix(x.p, 1, mean), { into });
    return inner(mean, mean);
  });
  return { rows, means };
}

/**
 * Entry (i, j) is ⟨XcXcᵀ, YcYcᵀ⟩ of the scaled matrices of xs[i] and ys[j], by {@link gramRowProducts}. Where no mean is
 * large, the Gram matrices are not centred but their inner product: ⟨HKH, HLH⟩ = ⟨K, L⟩ − 2/n·⟨K1, L1⟩ + (1ᵀK1)(1ᵀL1)/n².
 */
export function centeredGramProducts(xs: readonly Representation[], ys: readonly Representation[]): Matrix {
  if (![...xs, ...ys].every(nearlyCentered)) return gramRowProducts(xs, ys, centered);
  const result = gramRowProducts(xs, ys, ({ values }) => values);
  const n = xs[0]?.n ?? 0;
  const [left, right] = ofBoth(xs, ys, rowMeans);
  const sums = rowProducts(left.rows, right.rows);
  xs.forEach((x, i) => {
    ys.forEach((y, j) => {
      const at = i * ys.length + j;
      const value = result.data[at]! - n * (2 * sums.data[at]! - n * (left.means[i]! * right.means[j]!));
      result.data[at] = value / rawMoments(x)!.scale ** 2 / rawMoments(y)!.scale ** 2;
    });
  });
  return result;
}
