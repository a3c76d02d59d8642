import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";

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

/** Σ of a vector's elements. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k]!;
  return total;
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
  for (let i = 0; i < a.rows; i++) result.data.set(a.data.subarray(i * a.cols, i * a.cols + k), i * k);
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
    result.data.set(a.data.subarray(rows[i]! * a.cols, (rows[i]! + 1) * a.cols), i * a.cols);
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
    result.data.set(a.data.subarray(i * a.cols, (i + 1) * a.cols), i * cols);
    result.data.set(b.data.subarray(i * b.cols, (i + 1) * b.cols), i * cols + a.cols);
  }
  return result;
}
