import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import {
  compact,
  compactCross,
  crossNuclearNorm,
  nuclearNorm,
  squaredSize,
} from "../../representation/spectral.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";

/** ‖XcᵀYc‖_* / (‖Xc‖‖Yc‖), at most 1. */
export function normalizedBures(x: Representation, y: Representation): number {
  return Math.min(1, crossNuclearNorm(x, y) / Math.sqrt(squaredSize(x) * squaredSize(y)));
}

/** {@link normalizedBures} of all pairs, NaN where a side has no variance. */
export const normalizedBuresPairs = (xs: readonly Representation[], ys: readonly Representation[]): Matrix =>
  reduceCrossBlocks(
    xs,
    ys,
    (x) => (squaredSize(x) > 0 ? compact(x) : undefined),
    (cross, x, y) => Math.min(1, nuclearNorm(cross) / Math.sqrt(squaredSize(x) * squaredSize(y))),
  );

/**
 * ‖X̂Q − Ŷ‖ for X̂ = aXc and Ŷ = bYc and the orthogonal Q that makes it smallest; the narrower side is mapped into
 * the wider. Unlike √(a²‖Xc‖² + b²‖Yc‖² − 2ab‖XcᵀYc‖_*) it does not cancel where the two nearly coincide.
 */
export function alignedResidual(x: Representation, y: Representation, a: number, b: number): number {
  const [from, to] = [compact(x), compact(y)];
  if (from.cols > to.cols) return alignedResidual(y, x, b, a);
  const { u, vt } = backend().svd(compactCross(x, y));
  const rotated = backend().multiply(from, backend().multiply(u, vt));
  return frobenius(combine(a, rotated, -b, to));
}
