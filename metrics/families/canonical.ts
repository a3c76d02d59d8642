import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { canonicalCorrelations, saturated, spectrum, squaredSize } from "../../representation/spectral.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";

type OfCorrelations = (rho: Float64Array, x: Representation, y: Representation) => number;

/** Singular values of an overlap of orthonormal bases as correlations: rounding above 1 is cut. */
export const correlationsOf = (overlap: Matrix): Float64Array =>
  backend()
    .singularValues(overlap)
    .map((rho) => Math.min(1, rho));

/**
 * A symmetric function of the canonical correlations for all pairs: the overlaps of all bases in few large products.
 * NaN where a side has no variance. A side that spans everything needs no basis: all its correlations are 1.
 */
export function overCorrelations(
  xs: readonly Representation[],
  ys: readonly Representation[],
  reduce: OfCorrelations,
): Matrix {
  const basis = (x: Representation): Matrix | undefined =>
    squaredSize(x) === 0 || saturated(x) ? undefined : spectrum(x).u;
  const result = reduceCrossBlocks(xs, ys, basis, (overlap, x, y) => reduce(correlationsOf(overlap), x, y));
  const data = result.data.map((value, k) => {
    const [x, y] = [xs[Math.floor(k / ys.length)]!, ys[k % ys.length]!];
    if (squaredSize(x) === 0 || squaredSize(y) === 0) return NaN;
    return saturated(x) || saturated(y) ? reduce(canonicalCorrelations(x, y), x, y) : value;
  });
  return matrix(result.rows, result.cols, data);
}
