import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { sum } from "../linalg/elementwise.ts";

/** The strict lower triangle of a symmetric n×n matrix, row by row: n(n−1)/2 values. */
export function triangle(a: Matrix): Float64Array {
  const result = new Float64Array((a.rows * (a.rows - 1)) / 2);
  let k = 0;
  for (let i = 1; i < a.rows; i++) for (let j = 0; j < i; j++) result[k++] = a.data[i * a.rows + j]!;
  return result;
}

/**
 * H·A·H for a symmetric n×n matrix, H = I − 11ᵀ/n: row, column and grand means removed.
 *
 * @param result Where it goes; may be A itself. @defaultValue a new matrix
 */
export function doubleCenter(a: Matrix, result: Matrix = matrix(a.rows, a.rows)): Matrix {
  const n = a.rows;
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) means[i] = sum(a.data.subarray(i * n, (i + 1) * n)) / n;
  const grand = sum(means) / n;
  for (let i = 0; i < n; i++) {
    const own = means[i]!;
    for (let j = 0, at = i * n; j < n; j++, at++) result.data[at] = a.data[at]! - own - means[j]! + grand;
  }
  return result;
}
