import type { Matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { scaleColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";

/**
 * `cols` orthonormal columns in `rows` dimensions, uniformly distributed: the Q of a Gaussian matrix with the signs
 * of R's diagonal made positive (Mezzadri 2007).
 */
export function haar(rows: number, cols: number, random: Random): Matrix {
  const { q, r } = backend().qr(random.gaussianMatrix(rows, cols));
  const signs = Array.from({ length: cols }, (_, j) => (r.data[j * cols + j]! < 0 ? -1 : 1));
  return scaleColumns(q, signs);
}
