import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { sum } from "../linalg/elementwise.ts";
import { mirrorLower } from "../linalg/reorder.ts";

/** A symmetric n×n matrix as a vector of n(n+1)/2 numbers whose inner products are those of the matrices. */
export function packSymmetric(a: Matrix): Float64Array {
  const n = a.rows;
  const result = new Float64Array((n * (n + 1)) / 2);
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) result[k++] = Math.SQRT2 * a.data[i * n + j]!;
    result[k++] = a.data[i * n + i]!;
  }
  return result;
}

/** {@link packSymmetric} without the diagonal: n(n−1)/2 numbers, as if the diagonal were zero. */
export function packHollow(a: Matrix): Float64Array {
  const n = a.rows;
  const result = new Float64Array((n * (n - 1)) / 2);
  let k = 0;
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) result[k++] = Math.SQRT2 * a.data[i * n + j]!;
  return result;
}

/**
 * The symmetric matrix whose inner product with a change dA is that of `packed` with the change of the packed A: the
 * inverse of {@link packSymmetric}, or of {@link packHollow} with a zero diagonal.
 */
export function unpack(packed: Float64Array, n: number): Matrix {
  const result = matrix(n, n);
  const withDiagonal = packed.length > (n * (n - 1)) / 2;
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0, at = i * n; j < i; j++, at++) result.data[at] = packed[k++]! / Math.SQRT2;
    if (withDiagonal) result.data[i * (n + 1)] = packed[k++]!;
  }
  mirrorLower(result.data, n);
  return result;
}

/** The symmetric n×n matrix with zero diagonal whose strict lower triangle is given row by row. */
export function hollow(triangle: Float64Array, n: number): Matrix {
  const result = matrix(n, n);
  for (let i = 1, k = 0; i < n; k += i++) result.data.set(triangle.subarray(k, k + i), i * n);
  // Columns are written tile by tile: one at a time they would all fall out of the cache.
  mirrorLower(result.data, n);
  return result;
}

/**
 * U-centring (Székely and Rizzo 2014): ãᵢⱼ = aᵢⱼ − Σₗaᵢₗ/(n−2) − Σₖaₖⱼ/(n−2) + Σₖₗaₖₗ/((n−1)(n−2)), ãᵢᵢ = 0, of a
 * symmetric matrix whose diagonal is read as zero. It is the projection onto hollow matrices whose rows add up to zero,
 * and ⟨K̃, L̃⟩/(n(n−3)) is Song's unbiased HSIC₁ without the cancellation of its three terms. Needs n ≥ 3.
 */
export function uCenter(a: Matrix): Matrix {
  const n = a.rows;
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++)
    row[i] = (sum(a.data.subarray(i * n, (i + 1) * n)) - a.data[i * n + i]!) / (n - 2);
  const grand = sum(row) / (n - 1);
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = a.data[i * n + j]! - row[i]! - row[j]! + grand;
      result.data[i * n + j] = value;
      result.data[j * n + i] = value;
    }
  }
  return result;
}
