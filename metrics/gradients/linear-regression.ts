import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { saturated, spectrum, squaredSize } from "../../representation/spectral.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { smoothFactors, throughSubspace } from "./subspace.ts";

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
