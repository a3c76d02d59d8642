import type { Matrix } from "../../core/matrix.ts";
import type { Slope } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, squaredNorm, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { saturated, spectrum, squaredSize } from "../../representation/spectral.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { stableQr } from "../../representation/orthonormal.ts";
import { outside, smoothFactors, throughSubspace } from "./subspace.ts";

/**
 * The R² of X predicted from Y and ∂/∂Y, from one QR factorisation: ‖QᵀX‖²/‖X‖² and 2(I − QQᵀ)XXᵀQR⁻ᵀ/‖X‖². Where
 * R is near singular, by the singular value decomposition of {@link fromYGradient}.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export function fromYSlope(x: Representation, y: Representation, compare: () => number): Slope {
  requireVariance(x, y);
  const factors = y.p < y.n - 1 ? stableQr(y) : undefined;
  if (factors === undefined) return { value: compare(), gradient: fromYGradient(x, y) };
  const { q, r } = factors;
  const [xc, size] = [centered(x), squaredSize(x)];
  const inside = backend().multiply(xc, q, { transposeA: true });
  const w = outside(q, times(2 / size, backend().multiply(xc, inside)));
  // w·R⁻ᵀ is the transpose of R⁻¹·wᵀ.
  const solved = backend().solveTriangular(r, transpose(w), { lower: false });
  return { value: Math.min(1, squaredNorm(inside) / size), gradient: fromScaled(y, transpose(solved)) };
}

/**
 * ∂/∂Y of the R² of X predicted from Y, n×p2: 2(I − QQᵀ)XXᵀQR⁻ᵀ/‖X‖² with Y = QR; zero once Y spans everything.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export function fromYGradient(x: Representation, y: Representation): Matrix {
  requireVariance(x, y);
  if (saturated(y)) return zeroGradient(y);
  const factors = smoothFactors(y);
  if (factors.s.length >= y.n - 1) return zeroGradient(y);
  const xc = centered(x);
  const w = backend().multiply(xc, backend().multiply(xc, factors.u, { transposeA: true }));
  return fromScaled(y, throughSubspace(factors, times(2 / squaredSize(x), w)));
}

/**
 * ∂/∂Y of the R² of Y predicted from X, n×p2: 2(QQᵀY − R²·Y)/‖Y‖² with Q the basis of X.
 *
 * @throws Undefined when X or Y has no variance.
 */
export function ofYGradient(x: Representation, y: Representation): Matrix {
  requireVariance(x, y);
  if (saturated(x)) return zeroGradient(y);
  const [{ u }, yc, size] = [spectrum(x), centered(y), squaredSize(y)];
  const predicted = backend().multiply(u, backend().multiply(u, yc, { transposeA: true }));
  const r2 = inner(predicted.data, yc.data) / size;
  return fromScaled(y, combine(2 / size, predicted, (-2 * r2) / size, yc));
}
