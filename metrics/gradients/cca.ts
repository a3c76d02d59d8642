import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { leadingColumns, leadingRows, scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { requireVariance } from "../../representation/require.ts";
import { rankOf, saturated, spectrum } from "../../representation/spectral.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { smoothFactors, throughSubspace } from "./subspace.ts";

/** What the sum of correlations is divided by: `units` is min(p1, p2), `rank` is min(rank X, rank Y). */
export type Denominator = "units" | "rank";

const dimensions = (x: Representation, y: Representation, denominator: Denominator): number =>
  denominator === "units" ? Math.min(x.p, y.p) : Math.min(rankOf(x), rankOf(y));

/**
 * ∂/∂Y of a function of the column spaces of X and Y, from its gradient with respect to a basis U_Y; zero where one
 * side spans everything.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export function throughOverlap(x: Representation, y: Representation, byBasis: (u: Matrix) => Matrix): Matrix {
  requireVariance(x, y);
  if (saturated(x) || saturated(y)) return zeroGradient(y);
  const factors = smoothFactors(y);
  if (factors.s.length >= y.n - 1) return zeroGradient(y);
  return fromScaled(y, throughSubspace(factors, byBasis(factors.u)));
}

/**
 * ∂/∂B of Σφ(ρᵢ), ρ the singular values of AᵀB: A·P·diag(φ′(ρ))·Rᵀ with AᵀB = P·diag(ρ)·Rᵀ. At ρ = 0 the sum of the
 * ρ has a kink; the subgradient of smallest norm is returned.
 *
 * @param slope φ′.
 */
export function bySingularValues(a: Matrix, b: Matrix, slope: (rho: number) => number): Matrix {
  const { u, s, vt } = backend().svd(backend().multiply(a, b, { transposeA: true }));
  const kept = s.filter((rho) => rho > 1e-12).length;
  const turned = scaleColumns(leadingColumns(u, kept), s.slice(0, kept).map(slope));
  return backend().multiply(a, backend().multiply(turned, leadingRows(vt, kept)));
}

/**
 * ∂/∂Y of the mean canonical correlation, n×p2.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export const ccaMeanGradient = (
  x: Representation,
  y: Representation,
  denominator: Denominator = "units",
): Matrix =>
  throughOverlap(x, y, (u) => {
    const each = 1 / dimensions(x, y, denominator);
    return bySingularValues(spectrum(x).u, u, () => each);
  });

/**
 * ∂/∂Y of R²_CCA, the mean squared canonical correlation, n×p2: W = 2·U_X·U_Xᵀ·U_Y through the column space.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export const ccaR2Gradient = (
  x: Representation,
  y: Representation,
  denominator: Denominator = "units",
): Matrix =>
  throughOverlap(x, y, (u) => {
    const basis = spectrum(x).u;
    const inside = backend().multiply(basis, backend().multiply(basis, u, { transposeA: true }));
    return times(2 / dimensions(x, y, denominator), inside);
  });

/**
 * ∂/∂Y of the Gaussian mutual information −½Σln(1 − ρ²), n×p2: φ′ = ρ/(1 − ρ²).
 *
 * @throws Undefined when X or Y has no variance, Y has lost rank, or a correlation is 1.
 */
export const mutualInformationGradient = (x: Representation, y: Representation): Matrix =>
  throughOverlap(x, y, (u) => bySingularValues(spectrum(x).u, u, (rho) => rho / ((1 - rho) * (1 + rho))));
