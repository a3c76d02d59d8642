import type { Matrix } from "../core/matrix.ts";
import { backend } from "../linalg/index.ts";

/** From this size on the eigenvalues of a Gram matrix cost half of the singular values, the product included. */
const LARGE = 192;

/** How far off an eigenvalue of AᵀA may be, in units of ε·λ₁. */
const ROUNDING = 8;

/** √λ of AᵀA or AAᵀ, descending, and a bound of the error of each; undefined where some are rounding. */
function byGram(
  a: Matrix,
): { readonly values: Float64Array; readonly errorOf: (value: number) => number } | undefined {
  if (Math.min(a.rows, a.cols) < LARGE) return undefined;
  const values = backend().eigenvaluesSymmetric(backend().gram(a, a.cols <= a.rows));
  const largest = values[0]!;
  if (!(values[values.length - 1]! > 0)) return undefined;
  // dσ = dλ/(2σ).
  return {
    values: values.map(Math.sqrt),
    errorOf: (value) => (ROUNDING * Number.EPSILON * largest) / (2 * value),
  };
}

/** ‖A‖_*, the sum of the singular values, to 1e-12 of itself. */
export function nuclearNorm(a: Matrix): number {
  const found = byGram(a);
  if (found !== undefined) {
    let [total, error] = [0, 0];
    for (const value of found.values) {
      total += value;
      error += found.errorOf(value);
    }
    if (error <= 1e-12 * total) return total;
  }
  return backend()
    .singularValues(a)
    .reduce((total, value) => total + value, 0);
}

/** Singular values of an overlap of orthonormal bases as correlations, each to 1e-11: rounding above 1 is cut. */
export function correlationsOf(overlap: Matrix): Float64Array {
  const found = byGram(overlap);
  const accurate = found !== undefined && found.errorOf(found.values[found.values.length - 1]!) <= 1e-11;
  return (accurate ? found.values : backend().singularValues(overlap)).map((rho) => Math.min(1, rho));
}

/** The left singular vectors U of an overlap and its singular values, from the smaller problem where that is exact. */
export function leftSingular(overlap: Matrix): { readonly u: Matrix; readonly s: Float64Array } {
  if (overlap.rows >= LARGE && overlap.rows <= overlap.cols) {
    const { values, vectors } = backend().eigenSymmetric(backend().gram(overlap, false));
    if (values[values.length - 1]! > 1e-8 * values[0]!) return { u: vectors, s: values.map(Math.sqrt) };
  }
  return backend().svd(overlap);
}
