import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleColumns, scaleRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { spectrum, squaredSize } from "../../representation/spectral.ts";
import { filterValues, ridgeRoot, ridgeRootByKappa } from "../families/filters.ts";
import { rebuilt, throughFilter } from "./filtered.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { smoothFactors } from "./subspace.ts";

/** d² = ‖A_X − A_Y‖², A = F·Fᵀ with F = U·diag(σ/√(σ² + λ‖Y‖²))·Vᵀ: ∂d²/∂F = 4(A_Y − A_X)·F. */
function squared(x: Representation, y: Representation, lambda: number): { value: number; gradient: Matrix } {
  requireVariance(x, y);
  const factors = smoothFactors(y);
  const kappa = lambda * squaredSize(y);
  const filter = ridgeRoot(kappa);
  const f = rebuilt(factors, filter.value);
  const gx = filterValues(x, (side) => ridgeRoot(lambda * squaredSize(side)));
  const smooth = (basis: Matrix, g: Float64Array, of: Matrix): Matrix =>
    backend().multiply(
      basis,
      scaleRows(
        g.map((value) => value * value),
        backend().multiply(basis, of, { transposeA: true }),
      ),
    );
  const gy = factors.s.map(filter.value);
  const w = combine(4, smooth(factors.u, gy, f), -4, smooth(spectrum(x).u, gx, f));
  const cross = scaleRows(gx, backend().multiply(spectrum(x).u, f, { transposeA: true }));
  const fourth = (g: Float64Array): number => g.reduce((total, value) => total + value ** 4, 0);
  const value = Math.max(0, fourth(gx) + fourth(gy) - 2 * squaredNorm(cross));
  const direct = throughFilter(factors, filter, w);
  if (kappa === 0) return { value, gradient: direct };
  // κ = λ‖Ŷ‖² moves with Y.
  const byKappa = backend().multiply(
    scaleColumns(factors.u, factors.s.map(ridgeRootByKappa(kappa))),
    factors.vt,
  );
  return { value, gradient: combine(1, direct, inner(w.data, byKappa.data) * 2 * lambda, centered(y)) };
}

/** ∂/∂Y of the squared GULP distance, n×p2. @throws Undefined where Y has lost rank. */
export const gulpSquaredGradient = (x: Representation, y: Representation, lambda: number): Matrix =>
  fromScaled(y, squared(x, y, lambda).gradient);

/** ∂/∂Y of the GULP distance, n×p2; zero at the optimum. @throws Undefined where Y has lost rank. */
export function gulpGradient(x: Representation, y: Representation, lambda: number): Matrix {
  const { value, gradient } = squared(x, y, lambda);
  return value === 0 ? zeroGradient(y) : fromScaled(y, times(1 / (2 * Math.sqrt(value)), gradient));
}
