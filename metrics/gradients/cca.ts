import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { leadingColumns, leadingRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { requireVariance } from "../../representation/require.ts";
import { rankOf, saturated, spectrum } from "../../representation/spectral.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { smoothFactors, throughSubspace } from "./subspace.ts";

/** What the sum of correlations is divided by: `units` is min(p1, p2), `rank` is min(rank X, rank Y). */
export type Denominator = "units" | "rank";

const dimensions = (x: Representation, y: Representation, denominator: Denominator): number =>
  denominator === "units" ? Math.min(x.p, y.p) : Math.min(rankOf(x), rankOf(y));

/** ∂/∂Y of a function of U_XᵀU_Y, from its gradient with respect to U_Y; zero where one side spans everything. */
function through(x: Representation, y: Representation, byBasis: (u: Matrix) => Matrix): Matrix {
  requireVariance(x, y);
  if (saturated(x) || saturated(y)) return zeroGradient(y);
  const factors = smoothFactors(y);
  if (factors.s.length >= y.n - 1) return zeroGradient(y);
  return fromScaled(y, throughSubspace(factors, byBasis(factors.u)));
}

/**
 * ∂/∂Y of the mean canonical correlation, n×p2: with U_XᵀU_Y = P·diag(ρ)·Rᵀ, W = U_X·P·Rᵀ goes through the column
 * space. At ρ = 0 the nuclear norm has a kink; the subgradient of smallest norm is returned.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export const ccaMeanGradient = (
  x: Representation,
  y: Representation,
  denominator: Denominator = "units",
): Matrix =>
  through(x, y, (u) => {
    const basis = spectrum(x).u;
    const between = backend().svd(backend().multiply(basis, u, { transposeA: true }));
    const kept = between.s.filter((rho) => rho > 1e-12).length;
    const turned = backend().multiply(leadingColumns(between.u, kept), leadingRows(between.vt, kept));
    return times(1 / dimensions(x, y, denominator), backend().multiply(basis, turned));
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
  through(x, y, (u) => {
    const basis = spectrum(x).u;
    const inside = backend().multiply(basis, backend().multiply(basis, u, { transposeA: true }));
    return times(2 / dimensions(x, y, denominator), inside);
  });
