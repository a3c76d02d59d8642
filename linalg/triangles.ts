import type { Matrix } from "../core/matrix.ts";
import { unfilled } from "../core/matrix.ts";
import type { KernelExports } from "./portable/kernel.ts";
import { onKernel, push } from "./portable/session.ts";

// Passes over the strict lower triangle of a symmetric n×n matrix, row by row, n(n−1)/2 numbers: in WebAssembly for both
// backends, some rows at a time, which stay in the cache.

/** Numbers that are taken into the kernel at a time, or one row where that is longer. */
const GROUP = 2 ** 13;

/** How many numbers the rows before row i have. */
const before = (i: number): number => (i * (i - 1)) / 2;

/** Rows 0 … n − 1 in groups: the first of each, and the one after its last. */
function* groups(n: number): Generator<readonly [number, number]> {
  for (let first = 0, end = 0; first < n; first = end) {
    do end++;
    while (end < n && before(end + 1) - before(first) <= GROUP);
    yield [first, end];
  }
}

/** Gives a visitor the lower triangle of a Gram matrix in blocks of rows, from the first on, as `eachGramRows` does. */
export type GramRows = (visit: (first: number, block: Matrix) => void) => void;

/** What {@link squaredDistances} finds. */
export interface SquaredDistances {
  readonly triangle: Float64Array;
  /** The least of them; Infinity where there are none. */
  readonly least: number;
  /** The largest of them; 0 where there are none. */
  readonly most: number;
}

/**
 * The triangle of squared distances gᵢᵢ + gⱼⱼ − 2gᵢⱼ from an n×n Gram matrix.
 *
 * @param share Of gᵢᵢ + gⱼⱼ: what is below it has lost digits.
 * @param again What takes its place, of i > j and gᵢᵢ + gⱼⱼ.
 * @param triangle Where they go, n(n−1)/2 numbers. @defaultValue new memory
 */
export function squaredDistances(
  n: number,
  gramRows: GramRows,
  share: number,
  again: (i: number, j: number, size: number) => number,
  triangle: Float64Array = unfilled(1, before(n)).data,
): SquaredDistances {
  const own = new Float64Array(n);
  const bounds = Float64Array.of(Infinity, 0);
  gramRows((first, block) => {
    const last = first + block.rows;
    for (let i = first; i < last; i++) own[i] = block.data[(i - first) * block.cols + i]!;
    const step = Math.max(1, Math.floor(GROUP / block.cols));
    onKernel("squaredDistances", (session) => {
      const [lengths, ends] = [push(session, own.subarray(0, last)), push(session, bounds)];
      const size = step * block.cols;
      const [gram, out, list] = [session.reserve(size), session.reserve(size), session.reserve(size)];
      for (let from = first; from < last; from += step) {
        const end = Math.min(last, from + step);
        const rows = block.data.subarray((from - first) * block.cols, (end - first) * block.cols);
        session.view().set(rows, gram);
        const lost = session.kernel.squaredDistances(
          from,
          end - from,
          gram * 8,
          block.cols,
          lengths * 8,
          share,
          out * 8,
          list * 8,
          ends * 8,
        );
        const view = session.view();
        const pairs = new Int32Array(view.buffer, list * 8, 2 * lost);
        for (let k = 0; k < pairs.length; k += 2) {
          const [i, j] = [pairs[k]!, pairs[k + 1]!];
          const value = again(i, j, own[i]! + own[j]!);
          view[out + before(i) + j - before(from)] = value;
          view[ends] = Math.min(view[ends]!, value);
          view[ends + 1] = Math.max(view[ends + 1]!, value);
        }
        triangle.set(view.subarray(out, out + before(end) - before(from)), before(from));
      }
      bounds.set(session.view().subarray(ends, ends + 2));
    });
  });
  return { triangle, least: bounds[0]!, most: bounds[1]! };
}

/** What is done to numbers in the kernel: to `count` of them from a byte address on. */
export type Step = (kernel: KernelExports, count: number, address: number) => void;

/** x ← √x. */
export const squareRoots: Step = (kernel, count, address) => kernel.squareRoots(count, address);

/** x ← by·x. */
export const multiples =
  (by: number): Step =>
  (kernel, count, address) =>
    kernel.scale(count, by, address);

/** x ← exp(plus + by·x), of exponents that are not above zero, to one unit in the last place. */
export const exponentials =
  (plus: number, by: number): Step =>
  (kernel, count, address) =>
    kernel.exponentials(count, plus, by, address);

/** x ← exp(by·x) − 1 with the digits of a small by·x, which is not above zero, to one unit in the last place. */
export const exponentialsMinusOne =
  (by: number): Step =>
  (kernel, count, address) =>
    kernel.exponentialsMinusOne(count, by, address);

/** How a symmetric matrix A with zero diagonal is centred. */
export type Centring =
  /** HAH, H = I − 11ᵀ/n. */
  | "double"
  /** HAH without its diagonal. */
  | "double-hollow"
  /** U-centred (Székely and Rizzo 2014), as `uCenter`: without a diagonal. */
  | "unbiased";

/** A centred matrix as a vector. */
export interface CentredTriangle {
  /** The lower triangle, with the diagonal or without, so that inner products are those of the whole matrices. */
  readonly vector: Float64Array;
  /** ‖vector‖. */
  readonly norm: number;
  /** ‖A‖ of the whole matrix before it was centred. */
  readonly before: number;
}

/** How many numbers the vector of a centred n×n matrix has. */
export const centredLength = (n: number, centring: Centring): number =>
  before(n) + (centring === "double" ? n : 0);

/**
 * The centred A as a vector, where A is made of a triangle number by number.
 *
 * @param steps What makes A of the triangle, which is not changed. @param n How many rows A has.
 * @param vector Where it goes; the triangle may be its last n(n−1)/2 numbers, and is then overwritten.
 *   @defaultValue new memory
 */
export function centredTriangle(
  triangle: Float64Array,
  n: number,
  steps: readonly Step[],
  centring: Centring,
  vector: Float64Array = unfilled(1, centredLength(n, centring)).data,
): CentredTriangle {
  // Until it is centred A lies at the end of the result, so that what is written never overtakes what is read.
  const gap = vector.length - triangle.length;
  return onKernel("centredTriangle", (session) => {
    const { kernel } = session;
    const sums = push(session, new Float64Array(n));
    const x = session.reserve(Math.max(GROUP, n));
    let total = 0;
    for (const [first, end] of groups(n)) {
      const [from, to] = [before(first), before(end)];
      session.view().set(triangle.subarray(from, to), x);
      for (const step of steps) step(kernel, to - from, x * 8);
      total += kernel.triangleSums(first, end - first, x * 8, sums * 8);
      vector.set(session.view().subarray(x, x + to - from), gap + from);
    }
    const means = session.view().subarray(sums, sums + n);
    const [perRow, perMatrix] = centring === "unbiased" ? [n - 2, n - 1] : [n, n];
    let grand = 0;
    for (let i = 0; i < n; i++) grand += means[i]! /= perRow;
    grand /= perMatrix;
    const out = session.reserve(2 * Math.max(GROUP, n));
    let squares = 0;
    for (const [first, end] of groups(n)) {
      const [from, to] = [before(first), before(end)];
      session.view().set(vector.subarray(gap + from, gap + to), x);
      const diagonal = gap > 0 ? 1 : 0;
      squares += kernel.centreTriangle(first, end - first, x * 8, sums * 8, grand, diagonal, out * 8);
      const start = from + diagonal * first;
      vector.set(session.view().subarray(out, out + to - from + diagonal * (end - first)), start);
    }
    return { vector, norm: Math.sqrt(squares), before: Math.sqrt(2 * total) };
  });
}
