import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine } from "../../linalg/elementwise.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
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

/** A cosine of two point clouds, the size that each is given, and how cosine and size of Y move with Ŷ. */
export interface SizedCosine {
  readonly score: number;
  /** ∂ score / ∂Ŷ, n×p2. */
  readonly gradient: Matrix;
  /** Sizes of the scaled clouds of X and Y. */
  readonly sizes: readonly [number, number];
  /** ∂ sizes[1] / ∂Ŷ, n×p2. */
  readonly bySize: Matrix;
}

/** Of d = √(a² + b² − 2ab·cos): d over a power of two, d·∂d = (b − a·cos)·∂b − ab·∂cos over it, and that power. */
function alignedDistance(
  x: Representation,
  y: Representation,
  { score, gradient, sizes, bySize }: SizedCosine,
): { distance: number; half: Matrix; scale: number } {
  const [sx, sy] = [scaleOf(x), scaleOf(y)];
  const scale = Math.max(sx, sy);
  const [a, b] = [sizes[0] * (sx / scale), sizes[1] * (sy / scale)];
  const distance = Math.sqrt(Math.max(0, (a - b) ** 2 + 2 * a * b * (1 - score)));
  // ∂b has no unit; the gradient of the cosine carries 1/scale of Ŷ.
  const half = combine(b - a * score, fromScaled(y, bySize, sy), -a * b, fromScaled(y, gradient, scale));
  return { distance, half, scale };
}

/** ∂/∂Y of √(a² + b² − 2ab·cos) in the units of the data, n×p2; zero at the optimum. */
export function alignedDistanceGradient(x: Representation, y: Representation, of: SizedCosine): Matrix {
  const { distance, half } = alignedDistance(x, y, of);
  return distance === 0 ? zeroGradient(y) : times(1 / distance, half);
}

/** ∂/∂Y of its square, n×p2. */
export function alignedSquaredGradient(x: Representation, y: Representation, of: SizedCosine): Matrix {
  const { half, scale } = alignedDistance(x, y, of);
  return times(2 * scale, half);
}

/** The filtered clouds at the sizes of Xc and Yc: ∂‖Y‖ = Y/‖Y‖. */
function sized(x: Representation, y: Representation, filter: FilterOf): SizedCosine {
  const [a, b] = [Math.sqrt(squaredSize(x)), Math.sqrt(squaredSize(y))];
  return { ...cosine(x, y, filter), sizes: [a, b], bySize: times(1 / b, centered(y)) };
}

/** ∂/∂Y of the Euclidean shape distance, n×p2; zero at the optimum. @throws Undefined where Y has lost rank. */
export const shapeEuclideanGradient = (x: Representation, y: Representation, filter: FilterOf): Matrix =>
  alignedDistanceGradient(x, y, sized(x, y, filter));

/** ∂/∂Y of its square, n×p2. @throws Undefined where Y has lost rank. */
export const shapeSquaredGradient = (x: Representation, y: Representation, filter: FilterOf): Matrix =>
  alignedSquaredGradient(x, y, sized(x, y, filter));
