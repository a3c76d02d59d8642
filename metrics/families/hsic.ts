import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, multipliedBy, over, squaredLengths, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { derived, derivedPair } from "../../representation/derived.ts";
import { rawMoments } from "../../representation/raw-moments.ts";
import {
  crossCovariance,
  gramCentered,
  gramNorm,
  reordered,
  spectralCross,
  squaredSize,
} from "../../representation/spectral.ts";
import { amongPresent, mapEntries, stackedCosines } from "./all-pairs.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";
import { centeredGramProducts, gramRowsAreCheaper } from "./gram-rows.ts";
import { entries, unchanged } from "../../representation/row-rules.ts";
import { lengthsOf, sketchOf } from "../../representation/sketch.ts";

/**
 * ⟨K, L⟩ = tr(XcXcᵀYcYcᵀ) = ‖XcᵀYc‖² of the scaled matrices: from the p1×p2 cross-covariance where both sides have
 * at most n units, else from the two n×n Gram matrices, which all pairs share.
 */
export const gramInner = derivedPair("gramInner", (x, y): number => {
  if (x === y) return gramNorm(x) ** 2;
  return x.p <= x.n && y.p <= y.n
    ? squaredNorm(reordered(x, y) ? spectralCross(x, y) : crossCovariance(x, y))
    : backend().inner(gramCentered(x).data, gramCentered(y).data);
});

/**
 * {@link gramInner} of all pairs in few large products; NaN where a side has no variance. Where any representation has
 * more units than stimuli from the n×n Gram matrices as rows of one matrix, else from the stacked units or from stacked
 * rows of Gram matrices, whichever takes fewer operations.
 */
export function gramInners(xs: readonly Representation[], ys: readonly Representation[]): Matrix {
  const varies = (x: Representation): boolean => squaredSize(x) > 0;
  if ([...xs, ...ys].some((x) => x.p > x.n)) {
    const cosines = stackedCosines(xs, ys, (x) => (varies(x) ? gramCentered(x).data : undefined));
    return mapEntries(cosines, (value, i, j) => value * gramNorm(xs[i]!) * gramNorm(ys[j]!));
  }
  return gramRowsAreCheaper(xs, ys)
    ? amongPresent(xs, ys, varies, centeredGramProducts)
    : reduceCrossBlocks(xs, ys, (x) => (varies(x) ? centered(x) : undefined), squaredNorm);
}

/** kᵢᵢ = ‖xᵢ‖², the squared length of each centred row, or of a sketch few numbers with the same inner products. */
const rowSizes = derived(
  "rowSizes",
  (x): Float64Array => {
    const sketch = sketchOf(x);
    if (sketch !== undefined) {
      const unit = (sketch.scale / scaleOf(x)) ** 2;
      return multipliedBy(lengthsOf(sketch), unit);
    }
    const raw = rawMoments(x);
    if (raw === undefined) return squaredLengths(centered(x));
    const { mean, scale } = raw;
    return over(squaredLengths(x.values, mean), scale * scale);
  },
  entries,
);

/**
 * n(n−3) times the unbiased HSIC₁ of Song et al. (2012) for linear kernels, of the scaled matrices.
 *
 * Song's estimator needs the Gram matrices without their diagonals, K̃ and L̃. With centred features K·1 = 0, so
 * K̃·1 = −diag(K), and every sum over K̃ and L̃ is one over the rows' squared lengths: no n×n matrix is needed where
 * p ≤ n, and a large mean cancels nothing.
 */
export function unbiased(gramProduct: number, x: Representation, y: Representation): number {
  const { n } = x;
  const diagonal = inner(rowSizes(x), rowSizes(y));
  const traces = squaredSize(x) * squaredSize(y);
  return gramProduct - (diagonal * n) / (n - 2) + traces / ((n - 1) * (n - 2));
}

/** Σᵢ≠ⱼ KᵢⱼLᵢⱼ from ⟨K, L⟩: the diagonals are the rows' squared lengths, and no n×n matrix is needed where p ≤ n. */
export const hollow = (gramProduct: number, x: Representation, y: Representation): number =>
  gramProduct - inner(rowSizes(x), rowSizes(y));

/** {@link hollow} of X with itself. */
export const hollowSelf = derived("hollowSelf", (x): number => hollow(gramInner(x, x), x, x), unchanged);

/** {@link unbiased} of the pair's own ⟨K, L⟩. */
export const unbiasedInner = derivedPair("unbiasedInner", (x, y): number => unbiased(gramInner(x, y), x, y));

/** n(n−3) · HSIC₁(X, X). */
export const unbiasedSelf = derived("unbiasedSelf", (x): number => unbiasedInner(x, x), unchanged);
