import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { squaredLengths } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

const BLOCK_BYTES = 128 * 2 ** 20;

type VectorOf = (x: Representation) => Float64Array | undefined;

/** The vectors of some representations as rows of one matrix; a row without one stays zero and is missing. */
interface Stack {
  readonly rows: Matrix;
  readonly missing: readonly boolean[];
}

function stack(members: readonly Representation[], vectorOf: VectorOf): Stack {
  let rows = matrix(members.length, 0);
  const missing = members.map((member, i) => {
    const vector = vectorOf(member);
    if (vector === undefined) return true;
    if (rows.cols === 0) rows = matrix(members.length, vector.length);
    rows.data.set(vector, i * rows.cols);
    return false;
  });
  return { rows, missing };
}

/** 1/‖v‖ from ‖v‖²; 0 for a vector without a direction, so that whatever is multiplied with it is 0. */
const inverseLength = (square: number): number =>
  square > 0 && square < Infinity ? 1 / Math.sqrt(square) : 0;

/** The inverse lengths of rows, from the diagonal of their Gram matrix. */
const fromDiagonal = ({ rows: n, data }: Matrix): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => inverseLength(data[i * n + i]!));

const inverseLengths = ({ rows }: Stack): Float64Array => squaredLengths(rows).map(inverseLength);

/** How many vectors of this length make a block: from the first that there is. */
function blockSize(members: readonly Representation[], vectorOf: VectorOf, bytes: number): number {
  for (const member of members) {
    const length = vectorOf(member)?.length;
    if (length !== undefined) return Math.max(1, Math.floor(bytes / (8 * Math.max(1, length))));
  }
  return members.length;
}

/**
 * Entry (i, j) is the cosine of the vectors of xs[i] and ys[j], within [−1, 1]: the vectors are stacked as rows and
 * multiplied in few large products, in blocks that bound the memory. All vectors must have one length and be non-zero.
 *
 * @param vectorOf Undefined where a representation has no vector: its entries are NaN.
 * @param blockBytes How much of each side is stacked at a time. @defaultValue 128 MiB
 * @returns xs.length × ys.length.
 */
export function stackedCosines(
  xs: readonly Representation[],
  ys: readonly Representation[],
  vectorOf: VectorOf,
  blockBytes: number = BLOCK_BYTES,
): Matrix {
  const result = matrix(xs.length, ys.length);
  const size = blockSize([...xs, ...ys], vectorOf, blockBytes);
  for (let j = 0; j < ys.length; j += size) {
    const right = stack(ys.slice(j, j + size), vectorOf);
    for (let i = 0; i < xs.length; i += size) {
      const members = xs.slice(i, i + size);
      const same =
        i === j && members.length === right.missing.length && members.every((x, a) => x === ys[j + a]);
      const left = same ? right : stack(members, vectorOf);
      const product =
        left.rows.cols === 0 || right.rows.cols === 0
          ? undefined
          : same
            ? backend().gram(left.rows, false)
            : backend().multiply(left.rows, right.rows, { transposeB: true });
      const byRight = same && product !== undefined ? fromDiagonal(product) : inverseLengths(right);
      const byLeft = same ? byRight : inverseLengths(left);
      left.missing.forEach((noLeft, a) => {
        right.missing.forEach((noRight, b) => {
          const scale = byLeft[a]! * byRight[b]!;
          const cosine = scale === 0 ? 0 : product!.data[a * right.missing.length + b]! * scale;
          result.data[(i + a) * ys.length + j + b] =
            noLeft || noRight ? NaN : Math.max(-1, Math.min(1, cosine));
        });
      });
    }
  }
  return result;
}

/**
 * Entry (i, j) is the inner product of the vectors of xs[i] and ys[j], stacked as rows and multiplied in few large
 * products: for measures that are linear in what they read of one side.
 *
 * @param ofX Undefined where a representation has no vector: its entries are NaN. @param ofY The same.
 * @param blockBytes How much of each side is stacked at a time. @defaultValue 128 MiB
 */
export function stackedProducts(
  xs: readonly Representation[],
  ys: readonly Representation[],
  ofX: VectorOf,
  ofY: VectorOf,
  blockBytes: number = BLOCK_BYTES,
): Matrix {
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  const [sizeX, sizeY] = [blockSize(xs, ofX, blockBytes), blockSize(ys, ofY, blockBytes)];
  for (let j = 0; j < ys.length; j += sizeY) {
    const b = stack(ys.slice(j, j + sizeY), ofY);
    if (b.rows.cols === 0) continue;
    for (let i = 0; i < xs.length; i += sizeX) {
      const a = stack(xs.slice(i, i + sizeX), ofX);
      if (a.rows.cols === 0) continue;
      const product = backend().multiply(a.rows, b.rows, { transposeB: true });
      a.missing.forEach((noLeft, k) => {
        b.missing.forEach((noRight, l) => {
          if (noLeft || noRight) return;
          result.data[(i + k) * ys.length + j + l] = product.data[k * product.cols + l]!;
        });
      });
    }
  }
  return result;
}

/** A matrix with `f` applied to each entry; NaN stays NaN. */
export function mapEntries(a: Matrix, f: (value: number, row: number, column: number) => number): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((value, k) => (Number.isNaN(value) ? NaN : f(value, Math.floor(k / a.cols), k % a.cols))),
  );
}

/** A matrix with its missing (NaN) entries replaced by `f` of their place. */
export function mapMissing(a: Matrix, f: (row: number, column: number) => number): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((value, k) => (Number.isNaN(value) ? f(Math.floor(k / a.cols), k % a.cols) : value)),
  );
}

/**
 * Entry (i, j) is `compare` of xs[i] and ys[j], NaN where that throws `Undefined`: for measures that no product gives.
 * Of one list with itself half is computed if the measure is symmetric.
 */
export function pairByPair(
  xs: readonly Representation[],
  ys: readonly Representation[],
  compare: (x: Representation, y: Representation, i: number, j: number) => number,
  symmetric = true,
): Matrix {
  const result = matrix(xs.length, ys.length);
  const same = symmetric && xs.length === ys.length && xs.every((x, i) => x === ys[i]);
  xs.forEach((x, i) => {
    ys.forEach((y, j) => {
      const value = same && j < i ? result.data[j * xs.length + i]! : orNaN(() => compare(x, y, i, j));
      result.data[i * ys.length + j] = value;
    });
  });
  return result;
}

/** What `of` gives for those that are present, as a matrix of all: NaN where one is not. One list stays one list. */
export function amongPresent(
  xs: readonly Representation[],
  ys: readonly Representation[],
  isPresent: (x: Representation) => boolean,
  of: (xs: readonly Representation[], ys: readonly Representation[]) => Matrix,
): Matrix {
  const left = xs.filter(isPresent);
  const right = xs === ys ? left : ys.filter(isPresent);
  const found = of(left, right);
  if (left.length === xs.length && right.length === ys.length) return found;
  const [row, column] = [xs, ys].map((members) => {
    let at = 0;
    return members.map((x) => (isPresent(x) ? at++ : undefined));
  }) as [(number | undefined)[], (number | undefined)[]];
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  row.forEach((i, k) => {
    column.forEach((j, l) => {
      if (i !== undefined && j !== undefined)
        result.data[k * ys.length + l] = found.data[i * found.cols + j]!;
    });
  });
  return result;
}

/** A value, NaN where asking for it throws `Undefined`. */
export function orNaN(ask: () => number): number {
  try {
    return ask();
  } catch (thrown) {
    if (thrown instanceof Undefined) return NaN;
    throw thrown;
  }
}
