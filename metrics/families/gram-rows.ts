import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";

/** Rows of all Gram matrices that are held at a time. */
const BYTES = 64 * 2 ** 20;

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

/**
 * For each member rows `from` … `to − 1` of FFᵀ from column `from` on, as one row of a matrix.
 *
 * @param room Numbers that are overwritten.
 */
function stackRows(factors: readonly Matrix[], from: number, to: number, room: Float64Array): Matrix {
  const { rows: n } = factors[0]!;
  const length = (to - from) * (n - from);
  const stack = matrix(factors.length, length, room.subarray(0, factors.length * length));
  factors.forEach(({ cols, data }, k) => {
    const some = matrix(to - from, cols, data.subarray(from * cols, to * cols));
    const rest = matrix(n - from, cols, data.subarray(from * cols));
    const into = matrix(to - from, n - from, stack.data.subarray(k * length, (k + 1) * length));
    backend().multiply(some, rest, { transposeB: true, into });
  });
  return stack;
}

/** The square on the diagonal, the first `size` columns of each row of a stacked block. */
function diagonals(stack: Matrix, size: number): Matrix {
  const result = matrix(stack.rows, size * size);
  const width = stack.cols / size;
  for (let k = 0; k < stack.rows; k++) {
    for (let i = 0; i < size; i++) {
      const from = k * stack.cols + i * width;
      result.data.set(stack.data.subarray(from, from + size), (k * size + i) * size);
    }
  }
  return result;
}

/**
 * Entry (i, j) is ⟨FFᵀ, GGᵀ⟩ for the factors F of xs[i] and G of ys[j], n rows each: blocks of rows of all Gram
 * matrices are stacked and multiplied, the part right of the diagonal once and counted twice. NaN without a factor.
 */
export function gramRowProducts(
  xs: readonly Representation[],
  ys: readonly Representation[],
  factor: (x: Representation) => Matrix | undefined,
): Matrix {
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  const present = (members: readonly Representation[]): { index: number; factor: Matrix }[] =>
    members.flatMap((member, index) => {
      const found = factor(member);
      return found === undefined ? [] : [{ index, factor: found }];
    });
  const same = xs === ys;
  const left = present(xs);
  const right = same ? left : present(ys);
  if (left.length === 0 || right.length === 0) return result;
  const n = left[0]!.factor.rows;
  const held = same ? left.length : left.length + right.length;
  const size = Math.max(1, Math.min(n, Math.floor(BYTES / (8 * n * held))));
  const products = (a: Matrix, b: Matrix): Matrix =>
    same ? backend().gram(a, false) : backend().multiply(a, b, { transposeB: true });
  const total = new Float64Array(left.length * right.length);
  const factorsOf = (entries: typeof left): Matrix[] => entries.map((entry) => entry.factor);
  const [lefts, rights] = [factorsOf(left), factorsOf(right)];
  const rooms = [left, ...(same ? [] : [right])].map(({ length }) => new Float64Array(length * size * n));
  for (let from = 0; from < n; from += size) {
    const to = Math.min(n, from + size);
    const a = stackRows(lefts, from, to, rooms[0]!);
    const b = same ? a : stackRows(rights, from, to, rooms[1]!);
    const all = products(a, b).data;
    const square = diagonals(a, to - from);
    const once = products(square, same ? square : diagonals(b, to - from)).data;
    for (let k = 0; k < total.length; k++) total[k]! += 2 * all[k]! - once[k]!;
  }
  left.forEach(({ index: i }, a) => {
    right.forEach(({ index: j }, b) => {
      result.data[i * ys.length + j] = total[a * right.length + b]!;
    });
  });
  return result;
}
