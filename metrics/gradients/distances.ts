import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { centeredScaled } from "../../representation/centered.ts";

/**
 * ∂f/∂Y of a function f of the squared distances between the rows of Y, n×p: with Pᵢⱼ = ∂f/∂d²ᵢⱼ for ordered pairs
 * (symmetric, so each pair counts twice), ∂f/∂yᵢ = 4 Σⱼ Pᵢⱼ(yᵢ − yⱼ) = 4 (diag(P·1) − P) Y.
 *
 * @param p With respect to the squared distances of `distances(y)`, which has Yc over its scale. Its diagonal is
 * not read.
 */
export function distanceGradient(p: Matrix, y: Representation): Matrix {
  const n = p.rows;
  const laplacian = matrix(n, n);
  for (let i = 0; i < n; i++) {
    let total = 0;
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      total += p.data[i * n + j]!;
      laplacian.data[i * n + j] = -p.data[i * n + j]!;
    }
    laplacian.data[i * (n + 1)] = total;
  }
  const { matrix: yc, scale } = centeredScaled(y);
  const product = backend().multiply(laplacian, yc);
  return { ...product, data: product.data.map((value) => (4 * value) / scale) };
}

/**
 * ∂s/∂b of the cosine s = ⟨a, b⟩/(‖a‖‖b‖): (â − s·b̂)/‖b‖.
 *
 * @param a A vector with its length. @param b Another.
 */
export function cosineGradient(
  a: { readonly vector: Float64Array; readonly norm: number },
  b: { readonly vector: Float64Array; readonly norm: number },
  s: number,
): Float64Array {
  return b.vector.map((value, k) => (a.vector[k]! / a.norm - (s * value) / b.norm) / b.norm);
}
