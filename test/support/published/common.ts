import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import type { Representation } from "../../../core/representation.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { centeredScaled } from "../../../representation/centered.ts";

export type Sides = readonly [x: Representation, y: Representation];

/** Xc in the units of the data. */
export function centred(x: Representation): Matrix {
  const { matrix: xc, scale } = centeredScaled(x);
  return { ...xc, data: xc.data.map((value) => value * scale) };
}

/** op(A)·op(B) for the two products that are needed. */
export const timesTransposed = (a: Matrix, b: Matrix): Matrix =>
  backend().multiply(a, b, { transposeB: true });
export const transposedTimes = (a: Matrix, b: Matrix): Matrix =>
  backend().multiply(a, b, { transposeA: true });

export const row = (a: Matrix, i: number): Float64Array => a.data.subarray(i * a.cols, (i + 1) * a.cols);

/** A matrix from its elements. */
export const filled = (rows: number, cols: number, value: (i: number, j: number) => number): Matrix =>
  matrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, (_, k) => value(Math.floor(k / cols), k % cols)),
  );

/** Σ of the elements from `start` of a list. */
export const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

export const mean = (values: ArrayLike<number>): number => total(values) / values.length;

/** The entries above the diagonal. */
export const upper = (a: Matrix): number[] =>
  Array.from({ length: a.rows }, (_, i) => [...row(a, i).subarray(i + 1)]).flat();

/** Squared Euclidean distances between rows, pair by pair. */
export const squaredDistances = ({ values }: Representation): Matrix =>
  filled(values.rows, values.rows, (i, j) => {
    let sum = 0;
    for (let c = 0; c < values.cols; c++) sum += (row(values, i)[c]! - row(values, j)[c]!) ** 2;
    return sum;
  });

export const map = (a: Matrix, f: (value: number) => number): Matrix => ({ ...a, data: a.data.map(f) });

/** Pearson's r. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ma, mb] = [mean(a), mean(b)];
  const [u, v] = [Float64Array.from(a, (value) => value - ma), Float64Array.from(b, (value) => value - mb)];
  return inner(u, v) / Math.sqrt(inner(u, u) * inner(v, v));
}
