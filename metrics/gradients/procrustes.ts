import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Slope, SlopeInto } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { crossCovariance, squaredSize } from "../../representation/spectral.ts";
import { arccos } from "../families/angles.ts";
import { byArccos } from "./angles.ts";
import { slopesAlong } from "./ascent.ts";
import { polarBySvd, polarFactors } from "./polar.ts";
import { times, zeroGradient } from "./raw.ts";

/**
 * X rotated onto Y, Xc·UVᵀ with XcᵀYc = UΣVᵀ (scaled matrices), and ‖XcᵀYc‖_*. XUVᵀ is the gradient of the nuclear
 * norm with respect to Y where no singular value is zero but those that X's own rank explains; elsewhere, with U and V
 * cut to the rank, it is the subgradient of smallest norm.
 */
export function rotatedOnto(x: Representation, y: Representation): { rotated: Matrix; nuclear: number } {
  const onto = matrix(x.p, y.p);
  const nuclear = polarBySvd(crossCovariance(x, y), onto);
  return { rotated: backend().multiply(centered(x), onto), nuclear };
}

/**
 * The NBS s and ∂s/∂Y times `by(s)`: ∂s/∂Ŷ = XUVᵀ/(‖X‖‖Y‖) − s·Y/‖Y‖².
 *
 * @throws Undefined when X or Y has no variance.
 */
function nbs(x: Representation, y: Representation, by: (score: number) => number = () => 1): Slope {
  requireVariance(x, y);
  const size = Math.sqrt(squaredSize(x)) * Math.sqrt(squaredSize(y));
  const { rotated, nuclear } = rotatedOnto(x, y);
  const score = Math.min(1, nuclear / size);
  const outer = by(score) / scaleOf(y);
  // Both parts have centred columns, and so has the sum.
  const gradient = combine(outer / size, rotated, (-outer * score) / squaredSize(y), centered(y));
  return { value: score, gradient };
}

/** NBS with ∂/∂Y from one decomposition. @throws Undefined when X or Y has no variance. */
export const nbsSlope = (x: Representation, y: Representation): Slope => nbs(x, y);

/** ∂/∂Y of NBS, n×p2 (Cloos et al. 2025). @throws Undefined when X or Y has no variance. */
export const nbsGradient = (x: Representation, y: Representation): Matrix => nbs(x, y).gradient;

/** arccos(NBS) with ∂/∂Y from one decomposition. @throws Undefined when X or Y has no variance. */
export function procrustesAngularSlope(x: Representation, y: Representation): Slope {
  const { value, gradient } = nbs(x, y, byArccos);
  return { value: arccos(value), gradient };
}

/** {@link nbs} along an ascent, with the value that `of` gives. */
const along = (
  x: Representation,
  width: number,
  slope: (x: Representation, y: Representation) => Slope,
  of: (score: number) => number,
  by: (score: number) => number,
): SlopeInto =>
  slopesAlong(x, width, slope, (moving) => {
    const { cross } = moving;
    const onto = matrix(cross.rows, width);
    const polar = polarFactors(cross.rows, width);
    return (y, gradient) => {
      moving.read(y);
      const own = moving.size(backend().inner(y.data, y.data));
      if (own === undefined) return undefined;
      const size = Math.sqrt(squaredSize(x)) * Math.sqrt(own);
      const score = Math.min(1, polar(cross, onto) / size);
      const outer = by(score);
      cross.data.set(onto.data);
      moving.write(y, gradient, outer / size, (-outer * score) / own);
      return of(score);
    };
  });

/** {@link nbsSlope} along an ascent. */
export const nbsAscent = (x: Representation, width: number): SlopeInto =>
  along(
    x,
    width,
    nbsSlope,
    (score) => score,
    () => 1,
  );

/** {@link procrustesAngularSlope} along an ascent. */
export const procrustesAngularAscent = (x: Representation, width: number): SlopeInto =>
  along(x, width, procrustesAngularSlope, arccos, byArccos);

/** ∂/∂Y of arccos(NBS), n×p2. @throws Undefined when X or Y has no variance. */
export const procrustesAngularGradient = (x: Representation, y: Representation): Matrix =>
  procrustesAngularSlope(x, y).gradient;

/**
 * ∂/∂Y of √(2 − 2·NBS), n×p2: from the residual after alignment, so that it keeps its digits near the optimum, where
 * it has length 1/‖Yc‖; zero at the optimum itself.
 */
export function procrustesGradient(x: Representation, y: Representation): Matrix {
  const { value: score, gradient } = nbs(x, y);
  const { rotated } = rotatedOnto(x, y);
  const [a, b] = [1 / Math.sqrt(squaredSize(x)), 1 / Math.sqrt(squaredSize(y))];
  // ‖aXQ − bY‖ where Q is orthogonal; a partial isometry leaves out what of X no direction of Y meets.
  const distance = x.p <= y.p ? frobenius(combine(a, rotated, -b, centered(y))) : Math.sqrt(2 - 2 * score);
  if (distance === 0) return zeroGradient(y);
  return times(-1 / distance, gradient);
}

/** ∂/∂Y of 2 − 2·NBS, n×p2. */
export const procrustesSquaredGradient = (x: Representation, y: Representation): Matrix =>
  times(-2, nbs(x, y).gradient);

/** ∂/∂Y of NBS², n×p2. */
export function nbsSquaredGradient(x: Representation, y: Representation): Matrix {
  const { value, gradient } = nbs(x, y);
  return times(2 * value, gradient);
}

/** ∂/∂Y of 1 − NBS², n×p2. */
export const disparityGradient = (x: Representation, y: Representation): Matrix =>
  times(-1, nbsSquaredGradient(x, y));
