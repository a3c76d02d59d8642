import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import type { DerivedPair } from "../../representation/derived.ts";
import { derivedOfLists, withGiven } from "../../representation/derived.ts";
import { nuclearNorm } from "../../representation/singular-values.ts";
import { compact, crossNuclearNorm, overlap, spectrum, squaredSize } from "../../representation/spectral.ts";
import { orNaN, pairByPair } from "./all-pairs.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";

type Compare = (x: Representation, y: Representation) => number;

/** Every side without variance has no basis, and `compare` says why there is no value. */
const varies = (x: Representation): boolean => squaredSize(x) > 0;

/**
 * All pairs of a measure that reads a pair through one product FᵀG of a factor of each side: the products of all pairs
 * are blocks of few large ones, each handed to `compare` while it is there.
 *
 * @param product The quantity of a pair that `compare` asks for, factor(x)ᵀ·factor(y).
 * @param symmetric Whether compare(x, y) = compare(y, x); of one list with itself half is then computed.
 */
export function productPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  factor: (x: Representation) => Matrix,
  product: DerivedPair<Matrix>,
  compare: Compare,
  symmetric = true,
): Matrix {
  const own = (x: Representation): Matrix | undefined => (varies(x) ? factor(x) : undefined);
  // Another function for the other side: all blocks are then visited.
  const other = symmetric ? own : (y: Representation): Matrix | undefined => own(y);
  return reduceCrossBlocks(
    xs,
    ys,
    own,
    (block, x, y) => withGiven(product, x, y, block, () => orNaN(() => compare(x, y))),
    other,
  );
}

/** All pairs of a measure that reads a pair through M = U_XᵀU_Y. @param symmetric As in {@link productPairs}. */
export const overlapPairs = (
  xs: readonly Representation[],
  ys: readonly Representation[],
  compare: Compare,
  symmetric = true,
): Matrix => productPairs(xs, ys, (x) => spectrum(x).u, overlap, compare, symmetric);

/** ‖XcᵀYc‖_* of all pairs, from products that are made together; NaN where a side has no variance. */
export const crossNuclearNorms = derivedOfLists("crossNuclearNorms", (xs, ys): Matrix =>
  reduceCrossBlocks(
    xs,
    ys,
    (x) => (varies(x) ? compact(x) : undefined),
    (cross) => nuclearNorm(cross),
  ),
);

/** All pairs of a symmetric measure that reads a pair through ‖XcᵀYc‖_*. */
export function nuclearPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  compare: Compare,
): Matrix {
  const norms = crossNuclearNorms(xs, ys);
  return pairByPair(xs, ys, (x, y, i, j) =>
    withGiven(crossNuclearNorm, x, y, norms.data[i * norms.cols + j]!, () => compare(x, y)),
  );
}

/** Below this share of the squares of both lengths the difference of two vectors is taken, which does not cancel. */
const CANCELS = 1e-2;

/**
 * All pairs of ‖a − b‖ from the cosines and lengths of vectors, which come from few large products; where two vectors
 * nearly coincide, `compare` takes their difference.
 *
 * @param lengthOf The length of a vector in the units of the value. @param cosines Of all pairs, NaN where none.
 */
export function distancePairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  cosines: Matrix,
  lengthOf: (x: Representation) => number,
  compare: Compare,
): Matrix {
  const same = xs === ys;
  const result = matrix(xs.length, ys.length);
  xs.forEach((x, i) => {
    ys.forEach((y, j) => {
      const at = i * ys.length + j;
      if (same && j < i) {
        result.data[at] = result.data[j * ys.length + i]!;
        return;
      }
      const cosine = cosines.data[at]!;
      const [a, b] = Number.isNaN(cosine) ? [0, 0] : [lengthOf(x), lengthOf(y)];
      const square = (a - b) ** 2 + 2 * a * b * (1 - cosine);
      const safe = square > CANCELS * (a * a + b * b) && Number.isFinite(a * a + b * b);
      result.data[at] = safe ? Math.sqrt(square) : orNaN(() => compare(x, y));
    });
  });
  return result;
}
