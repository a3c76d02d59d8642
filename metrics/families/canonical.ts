import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { pairMemo, type PairMemo } from "../../representation/derived.ts";
import { canonicalCorrelations, columnBasis, saturated, squaredSize } from "../../representation/spectral.ts";
import { correlationsOf } from "../../representation/singular-values.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";

type OfCorrelations = (rho: Float64Array, x: Representation, y: Representation) => number;

/**
 * A symmetric function of the singular values of overlaps for all pairs: the overlaps of all bases in few large
 * products. What one metric found is there for the next. NaN where a side has no basis.
 */
export function overOverlaps(
  xs: readonly Representation[],
  ys: readonly Representation[],
  basis: (x: Representation) => Matrix | undefined,
  memo: PairMemo<Float64Array>,
  reduce: OfCorrelations,
): Matrix {
  const known = new Float64Array(xs.length * ys.length);
  const complete = xs.every((x, i) =>
    ys.every((y, j) => {
      const rho = basis(x) && basis(y) ? memo.get(x, y) : new Float64Array(0);
      known[i * ys.length + j] = rho === undefined || rho.length === 0 ? NaN : reduce(rho, x, y);
      return rho !== undefined;
    }),
  );
  if (complete) return matrix(xs.length, ys.length, known);
  return reduceCrossBlocks(xs, ys, basis, (overlap, x, y) => {
    const rho = correlationsOf(overlap);
    memo.set(x, y, rho);
    return reduce(rho, x, y);
  });
}

const correlations = pairMemo<Float64Array>("correlationsOfPairs");

/**
 * A symmetric function of the canonical correlations for all pairs. NaN where a side has no variance. A side that
 * spans everything needs no basis: all its correlations are 1.
 */
export function overCorrelations(
  xs: readonly Representation[],
  ys: readonly Representation[],
  reduce: OfCorrelations,
): Matrix {
  const basis = (x: Representation): Matrix | undefined =>
    squaredSize(x) === 0 || saturated(x) ? undefined : columnBasis(x);
  const result = overOverlaps(xs, ys, basis, correlations, reduce);
  const data = result.data.map((value, k) => {
    const [x, y] = [xs[Math.floor(k / ys.length)]!, ys[k % ys.length]!];
    if (squaredSize(x) === 0 || squaredSize(y) === 0) return NaN;
    return saturated(x) || saturated(y) ? reduce(canonicalCorrelations(x, y), x, y) : value;
  });
  return matrix(result.rows, result.cols, data);
}
