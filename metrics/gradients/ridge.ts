import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { spectrum, squaredSize } from "../../representation/spectral.ts";
import type { Filter } from "../families/filters.ts";
import type { LambdaUnit } from "../families/ridge.ts";
import { ridgeFilter } from "../families/predict.ts";
import { penalty } from "../families/ridge.ts";
import { rebuilt, throughFilter } from "./filtered.ts";
import { fromScaled } from "./raw.ts";
import { smoothFactors } from "./subspace.ts";

/** √(2f − f²) with f = σ²/(σ² + κ): 1 − SSE/SST of ridge is ‖Fᵀ X‖²/‖X‖² for F = U·diag(√(2f − f²))·Vᵀ. */
const explainedRoot = (kappa: number): Filter => {
  const value = (sigma: number): number => (sigma * Math.sqrt(sigma ** 2 + 2 * kappa)) / (sigma ** 2 + kappa);
  return {
    value,
    // 2f − f² = 1 − (κ/(σ² + κ))², so that its derivative is 4κ²σ/(σ² + κ)³.
    slope: (sigma) => (2 * kappa ** 2 * sigma) / (sigma ** 2 + kappa) ** 3 / value(sigma),
  };
};

/**
 * ∂/∂Y of the in-sample ridge R² of X predicted from Y, n×p2. For λ in units of tr(YᵀY)/p the penalty moves with Y,
 * and its share of the gradient is added.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export function ridgeFromYGradient(
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Matrix {
  requireVariance(x, y);
  const [factors, xc, yc, size] = [smoothFactors(y), centered(x), centered(y), squaredSize(x)];
  const kappa = penalty(lambda, unit, y.n, squaredSize(y), y.p, centeredScaled(y).scale);
  const filter = explainedRoot(kappa);
  const f = rebuilt(factors, filter.value);
  const fx = backend().multiply(xc, f, { transposeA: true });
  const w = backend().multiply(xc, fx);
  const direct = throughFilter(factors, filter, { ...w, data: w.data.map((value) => (2 * value) / size) });
  if (unit !== "trace") return fromScaled(y, direct);
  const inside = backend().multiply(factors.u, xc, { transposeA: true });
  const slopes = factors.s.map((s) => (-2 * kappa * s ** 2) / (s ** 2 + kappa) ** 3);
  const byKappa = inner(scaleRows(slopes, inside).data, inside.data) / size;
  return fromScaled(y, combine(1, direct, (byKappa * 2 * lambda) / y.p, yc));
}

/**
 * ∂/∂Y of the in-sample ridge R² of Y predicted from X, n×p2: 2(ΦY − R²·Y)/‖Y‖², Φ = U·diag(2f − f²)·Uᵀ of X.
 *
 * @throws Undefined when X or Y has no variance.
 */
export function ridgeOfYGradient(
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Matrix {
  requireVariance(x, y);
  const [{ u, sigma, rank }, yc, size] = [spectrum(x), centered(y), squaredSize(y)];
  const kappa = penalty(lambda, unit, x.n, squaredSize(x), x.p, centeredScaled(x).scale);
  const kept = ridgeFilter(sigma.slice(0, rank), kappa).map((f) => 2 * f - f * f);
  const inside = backend().multiply(u, yc, { transposeA: true });
  const explained = backend().multiply(u, scaleRows(kept, inside));
  const r2 = inner(explained.data, yc.data) / squaredNorm(yc);
  return fromScaled(y, combine(2 / size, explained, (-2 * r2) / size, yc));
}
