import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine } from "../../linalg/elementwise.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { squaredSize } from "../../representation/spectral.ts";
import type { FilterOf } from "../families/filters.ts";
import { byArccos } from "./angles.ts";
import { filteredCosine, throughFilter } from "./filtered.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { smoothFactors } from "./subspace.ts";

/** The cosine of the filtered point clouds and its gradient with respect to the scaled centred matrix. */
function cosine(x: Representation, y: Representation, filter: FilterOf): { score: number; gradient: Matrix } {
  requireVariance(x, y);
  const factors = smoothFactors(y);
  const { score, byCloud } = filteredCosine(x, factors, filter(y), filter);
  return { score, gradient: throughFilter(factors, filter(y), byCloud) };
}

/** ∂/∂Y of ‖X_αᵀY_α‖_* / (‖X_α‖‖Y_α‖), n×p2. @throws Undefined where Y has lost rank. */
export const shapeCosineGradient = (x: Representation, y: Representation, filter: FilterOf): Matrix =>
  fromScaled(y, cosine(x, y, filter).gradient);

/** ∂/∂Y of its arccos, n×p2. @throws Undefined where Y has lost rank. */
export function shapeAngleGradient(x: Representation, y: Representation, filter: FilterOf): Matrix {
  const { score, gradient } = cosine(x, y, filter);
  return fromScaled(y, times(byArccos(score), gradient));
}

/** ∂/∂Y of d = √(a² + b² − 2ab·cos), a = ‖Xc‖ and b = ‖Yc‖: ((b − a·cos)·Y/b − ab·∂cos)/d; zero at the optimum. */
export function shapeEuclideanGradient(x: Representation, y: Representation, filter: FilterOf): Matrix {
  const { score, gradient } = cosine(x, y, filter);
  const [sx, sy] = [centeredScaled(x).scale, centeredScaled(y).scale];
  const scale = Math.max(sx, sy);
  const [a, b] = [Math.sqrt(squaredSize(x)) * (sx / scale), Math.sqrt(squaredSize(y)) * (sy / scale)];
  const distance = Math.sqrt(Math.max(0, (a - b) ** 2 + 2 * a * b * (1 - score)));
  if (distance === 0) return zeroGradient(y);
  const bySize = (b - a * score) / distance / Math.sqrt(squaredSize(y));
  // Y/b is of unit length whatever the scale; the gradient of the cosine carries 1/scale of Ŷ.
  return combine(
    1,
    fromScaled(y, times(bySize, centered(y)), sy),
    1,
    fromScaled(y, times((-a * b) / distance, gradient), scale),
  );
}
