import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";

/**
 * R with RᵀR = A for a positive semidefinite A, by eigenvectors of A with a unit diagonal: every element is right to some
 * roundings of √(aᵢᵢ·aⱼⱼ), whatever the scales of the columns.
 */
export function rootOf(products: Matrix): Matrix {
  const m = products.rows;
  const size = Float64Array.from({ length: m }, (_, j) =>
    Math.sqrt(Math.max(0, products.data[j * (m + 1)]!)),
  );
  const unit = matrix(m, m);
  for (let i = 0, k = 0; i < m; i++) {
    for (let j = 0; j < m; j++, k++) {
      if (size[i]! > 0 && size[j]! > 0) unit.data[k] = products.data[k]! / size[i]! / size[j]!;
    }
  }
  const { values, vectors } = backend().eigenSymmetric(unit);
  const root = matrix(m, m);
  for (let k = 0; k < m; k++) {
    const length = Math.sqrt(Math.max(0, values[k]!));
    for (let j = 0; j < m; j++) root.data[k * m + j] = length * vectors.data[j * m + k]! * size[j]!;
  }
  return root;
}
