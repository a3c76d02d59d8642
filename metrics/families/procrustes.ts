import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { compact, compactCross, crossNuclearNorm, squaredSize } from "../../representation/spectral.ts";
import { alignedResidual, NEARLY_EQUAL, type Clouds } from "./alignment.ts";
import { mapEntries } from "./all-pairs.ts";
import { crossNuclearNorms } from "./linear-pairs.ts";

/** Xc and Yc as clouds to be aligned. */
export const centredClouds = (x: Representation, y: Representation): Clouds => ({
  // n×p each, and read only where the two nearly coincide.
  get f() {
    return compact(x);
  },
  get g() {
    return compact(y);
  },
  sizes: [Math.sqrt(squaredSize(x)), Math.sqrt(squaredSize(y))],
  nuclear: crossNuclearNorm(x, y),
});

/** ‖XcᵀYc‖_* / (‖Xc‖‖Yc‖), at most 1. */
export function normalizedBures(x: Representation, y: Representation): number {
  return Math.min(1, crossNuclearNorm(x, y) / Math.sqrt(squaredSize(x) * squaredSize(y)));
}

/** {@link normalizedBures} of all pairs, NaN where a side has no variance. */
export const normalizedBuresPairs = (xs: readonly Representation[], ys: readonly Representation[]): Matrix =>
  mapEntries(crossNuclearNorms(xs, ys), (norm, i, j) =>
    Math.min(1, norm / Math.sqrt(squaredSize(xs[i]!) * squaredSize(ys[j]!))),
  );

/**
 * √(2 − 2cos), the distance of Xc/‖Xc‖ and Yc/‖Yc‖ after the best rotation, whose cosine is given; near 0 it is the
 * residual, which does not cancel.
 */
export function alignedChord(cosine: number, x: Representation, y: Representation): number {
  if (cosine < NEARLY_EQUAL) return Math.sqrt(2 - 2 * cosine);
  const [a, b] = [1 / Math.sqrt(squaredSize(x)), 1 / Math.sqrt(squaredSize(y))];
  return alignedResidual(compact(x), compact(y), compactCross(x, y), a, b);
}
