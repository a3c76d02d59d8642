import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";

// Side of a square tile whose source and target rows stay in the first-level cache.
const TILE = 16;

/** Copies the lower triangle of a square row-major matrix onto its upper one, in place. */
export function mirrorLower(data: Float64Array, n: number): void {
  for (let i0 = 0; i0 < n; i0 += TILE) {
    for (let j0 = 0; j0 <= i0; j0 += TILE) {
      const iEnd = Math.min(i0 + TILE, n);
      for (let i = i0; i < iEnd; i++) {
        const jEnd = Math.min(j0 + TILE, i);
        for (let j = j0; j < jEnd; j++) data[j * n + i] = data[i * n + j]!;
      }
    }
  }
}

/** Sets everything above the diagonal to zero, in place. */
export function clearUpper(data: Float64Array, rows: number, cols: number): void {
  for (let i = 0; i < rows; i++) data.fill(0, Math.min(i * cols + i + 1, (i + 1) * cols), (i + 1) * cols);
}

/** The cols×rows transpose of rows×cols numbers, row-major: also the change between row-major and column-major. */
export function transposed(data: Float64Array, rows: number, cols: number): Float64Array {
  const result = new Float64Array(rows * cols);
  for (let i0 = 0; i0 < rows; i0 += TILE) {
    for (let j0 = 0; j0 < cols; j0 += TILE) {
      const iEnd = Math.min(i0 + TILE, rows);
      const jEnd = Math.min(j0 + TILE, cols);
      for (let i = i0; i < iEnd; i++) {
        for (let j = j0; j < jEnd; j++) result[j * rows + i] = data[i * cols + j]!;
      }
    }
  }
  return result;
}

/**
 * The rows of an n×n matrix, last first, as the columns of a new one: LAPACK leaves eigenvectors as contiguous
 * vectors by ascending eigenvalue, {@link SymmetricEigen} wants columns by descending eigenvalue.
 */
export function rowsToColumnsReversed(rows: Float64Array, n: number): Matrix {
  const result = matrix(n, n);
  const out = result.data;
  for (let i0 = 0; i0 < n; i0 += TILE) {
    for (let j0 = 0; j0 < n; j0 += TILE) {
      const iEnd = Math.min(i0 + TILE, n);
      const jEnd = Math.min(j0 + TILE, n);
      for (let i = i0; i < iEnd; i++) {
        for (let j = j0; j < jEnd; j++) out[i * n + j] = rows[(n - 1 - j) * n + i]!;
      }
    }
  }
  return result;
}
