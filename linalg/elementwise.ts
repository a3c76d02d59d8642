import type { Matrix } from "../core/matrix.ts";
import { matrix, unfilled } from "../core/matrix.ts";

/** Aᵀ, a new matrix. */
export function transpose(a: Matrix): Matrix {
  const result = matrix(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) result.data[j * a.rows + i] = a.data[i * a.cols + j]!;
  }
  return result;
}

/** Σᵢⱼ aᵢⱼ bᵢⱼ = tr(AᵀB), for two matrices (or vectors) of the same length. */
export function inner(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let k = 0; k < whole; k += 4) {
    s0 += a[k]! * b[k]!;
    s1 += a[k + 1]! * b[k + 1]!;
    s2 += a[k + 2]! * b[k + 2]!;
    s3 += a[k + 3]! * b[k + 3]!;
  }
  for (let k = whole; k < a.length; k++) s0 += a[k]! * b[k]!;
  return s0 + s1 + (s2 + s3);
}

/** ‖A‖² (Frobenius). */
export const squaredNorm = (a: Matrix): number => inner(a.data, a.data);

/** ‖A‖ (Frobenius). */
export const frobenius = (a: Matrix): number => Math.sqrt(squaredNorm(a));

/** The squared length of each row minus a vector. @param off @defaultValue zeros */
export function squaredLengths(a: Matrix, off: Float64Array = new Float64Array(a.cols)): Float64Array {
  const { rows, cols, data } = a;
  const result = new Float64Array(rows);
  const even = cols - (cols % 2);
  for (let i = 0, k = 0; i < rows; i++) {
    let first = 0;
    let second = 0;
    for (let j = 0; j < even; j += 2, k += 2) {
      const a = data[k]! - off[j]!;
      const b = data[k + 1]! - off[j + 1]!;
      first += a * a;
      second += b * b;
    }
    if (even < cols) first += (data[k]! - off[even]!) ** 2;
    if (even < cols) k++;
    result[i] = first + second;
  }
  return result;
}

/** Σ of a vector's elements. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k]!;
  return total;
}

// What follows are loops rather than `map` and `reduce`: over typed arrays these call a function for each number and put
// the number into an object for it.

/** The largest of some values and zero. */
export function largestOf(values: Float64Array): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) if (values[k]! > most) most = values[k]!;
  return most;
}

/** The largest |value|; 0 of none. */
export function largestSize(values: Float64Array): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k]!);
    if (size > most) most = size;
  }
  return most;
}

/** Each value over a number. */
export function over(values: Float64Array, by: number): Float64Array {
  const result = unfilled(1, values.length).data;
  for (let k = 0; k < result.length; k++) result[k] = values[k]! / by;
  return result;
}

/** Each value times a number. */
export function multipliedBy(values: Float64Array, by: number): Float64Array {
  const result = unfilled(1, values.length).data;
  for (let k = 0; k < result.length; k++) result[k] = values[k]! * by;
  return result;
}

/** Each value minus a number. */
export function minus(values: Float64Array, off: number): Float64Array {
  const result = unfilled(1, values.length).data;
  for (let k = 0; k < result.length; k++) result[k] = values[k]! - off;
  return result;
}

/** The root of each value. */
export function rootsOf(values: Float64Array): Float64Array {
  const result = unfilled(1, values.length).data;
  for (let k = 0; k < result.length; k++) result[k] = Math.sqrt(values[k]!);
  return result;
}

/** Each value, none below a least or above a most. */
export function clamped(values: Float64Array, least: number, most: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let k = 0; k < result.length; k++) result[k] = Math.max(least, Math.min(most, values[k]!));
  return result;
}

/** Rows of fewer numbers are copied number by number: making a view costs as much. */
const NARROW = 32;

/** Copies `count` numbers from one place to another. */
export function copyNumbers(
  from: Float64Array,
  start: number,
  to: Float64Array,
  at: number,
  count: number,
): void {
  if (count >= NARROW) to.set(from.subarray(start, start + count), at);
  else for (let k = 0; k < count; k++) to[at + k] = from[start + k]!;
}

/** The sum of each column, four rows at a time: not one bit of it depends on where among the others the column stands. */
export function columnSums({ rows, cols, data }: Matrix): Float64Array {
  const sums = new Float64Array(cols);
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    for (let j = 0, k = i * cols; j < cols; j++, k++) {
      sums[j]! += data[k]! + data[k + cols]! + (data[k + 2 * cols]! + data[k + 3 * cols]!);
    }
  }
  for (; i < rows; i++) for (let j = 0, k = i * cols; j < cols; j++, k++) sums[j]! += data[k]!;
  return sums;
}

/** diag(d) · A: row i times d[i]. */
export function scaleRows(d: ArrayLike<number>, a: Matrix): Matrix {
  const result = matrix(a.rows, a.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) result.data[i * a.cols + j] = d[i]! * a.data[i * a.cols + j]!;
  }
  return result;
}

/** A · diag(d): column j times d[j]. */
export function scaleColumns(a: Matrix, d: ArrayLike<number>): Matrix {
  const result = matrix(a.rows, a.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) result.data[i * a.cols + j] = a.data[i * a.cols + j]! * d[j]!;
  }
  return result;
}

/** diag(r) · A · diag(c), of the leading rows and columns that r and c are for. */
export function scaleBoth(r: Float64Array, a: Matrix, c: Float64Array): Matrix {
  const result = matrix(r.length, c.length);
  for (let i = 0, k = 0; i < r.length; i++) {
    const [by, from] = [r[i]!, i * a.cols];
    for (let j = 0; j < c.length; j++, k++) result.data[k] = by * (a.data[from + j]! * c[j]!);
  }
  return result;
}

/** The first k columns. */
export function leadingColumns(a: Matrix, k: number): Matrix {
  if (k === a.cols) return a;
  const result = matrix(a.rows, k);
  for (let i = 0; i < a.rows; i++) copyNumbers(a.data, i * a.cols, result.data, i * k, k);
  return result;
}

/** The first k rows; shares memory with `a`. */
export function leadingRows(a: Matrix, k: number): Matrix {
  return { rows: k, cols: a.cols, data: a.data.subarray(0, k * a.cols) };
}

/** The rows with the given indices, in that order. */
export function selectRows(a: Matrix, rows: ArrayLike<number>): Matrix {
  const result = matrix(rows.length, a.cols);
  for (let i = 0; i < rows.length; i++) {
    copyNumbers(a.data, rows[i]! * a.cols, result.data, i * a.cols, a.cols);
  }
  return result;
}

/** The columns with the given indices, in that order. */
export function selectColumns(a: Matrix, columns: ArrayLike<number>): Matrix {
  const result = matrix(a.rows, columns.length);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < columns.length; j++) {
      result.data[i * columns.length + j] = a.data[i * a.cols + columns[j]!]!;
    }
  }
  return result;
}

/** a·A + b·B, element by element. */
export function combine(a: number, first: Matrix, b: number, second: Matrix): Matrix {
  const result = matrix(first.rows, first.cols);
  for (let k = 0; k < result.data.length; k++) result.data[k] = a * first.data[k]! + b * second.data[k]!;
  return result;
}

/** The matrix whose row i is `vector` plus row i of A. */
export function addToRows(a: Matrix, vector: ArrayLike<number>): Matrix {
  const result = matrix(a.rows, a.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) result.data[i * a.cols + j] = a.data[i * a.cols + j]! + vector[j]!;
  }
  return result;
}

/** [A B]: the columns of A, then those of B. */
export function beside(a: Matrix, b: Matrix): Matrix {
  const cols = a.cols + b.cols;
  const result = matrix(a.rows, cols);
  for (let i = 0; i < a.rows; i++) {
    copyNumbers(a.data, i * a.cols, result.data, i * cols, a.cols);
    copyNumbers(b.data, i * b.cols, result.data, i * cols + a.cols, b.cols);
  }
  return result;
}
