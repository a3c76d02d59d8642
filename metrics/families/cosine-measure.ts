import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { mapEntries, stackedCosines } from "./all-pairs.ts";
import type { Feature } from "./feature.ts";
import { bothFeatures, cosine } from "./feature.ts";

/** The two ways of asking a measure that is a function of a cosine. */
export interface CosineMeasure<P> {
  compare(x: Representation, y: Representation, params: P): number;
  allPairs(xs: readonly Representation[], ys: readonly Representation[], params: P): Matrix;
}

/** The vector of a feature, undefined where there is none. */
export const vectorOf = (made: Feature): Float64Array | undefined =>
  "reason" in made ? undefined : made.vector;

/**
 * A measure that is the cosine s between one vector of X and one of Y, or a function of it: `compare` for one pair,
 * and `allPairs` by one product of stacked vectors.
 *
 * @param of What the value is of s. @defaultValue s
 * @param momentary The same feature for a single comparison, as in `pair-features.ts`. @defaultValue it is kept
 */
export function cosineMeasure<P>(
  featureOf: (x: Representation, params: P) => Feature,
  of: (s: number, params: P) => number = (s) => s,
  momentary: (x: Representation, params: P, which: "left" | "right") => Feature = featureOf,
): CosineMeasure<P> {
  return {
    compare: (x, y, params) =>
      of(cosine(...bothFeatures(x, y, (side, which) => momentary(side, params, which))), params),
    allPairs: (xs, ys, params) =>
      mapEntries(
        stackedCosines(xs, ys, (x) => vectorOf(featureOf(x, params))),
        (s) => of(s, params),
      ),
  };
}

/** The cosine of two vectors without negative directions: rounding must not take it below 0. */
export const nonNegative = (s: number): number => Math.max(0, s);
