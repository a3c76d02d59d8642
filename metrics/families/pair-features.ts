import type { Representation } from "../../core/representation.ts";
import type { Purpose } from "../../linalg/scratch.ts";
import { scratch } from "../../linalg/scratch.ts";
import type { Centring } from "../../linalg/triangles.ts";
import { centredLength } from "../../linalg/triangles.ts";
import { derivedBy } from "../../representation/derived-by.ts";
import type { DistanceTriangle } from "../../representation/distances.ts";
import { asksFirst, findDistances } from "../../representation/distances.ts";
import type { Feature } from "./feature.ts";
import { featureRule } from "./feature.ts";

/** A feature that is made of the distances between rows, n²/2 numbers. */
export interface PairFeature<P> {
  /** Kept like everything that is derived. */
  readonly kept: (x: Representation, params: P) => Feature;
  /**
   * The same number by number, but where the distances of X are asked for the first time in memory that is used again at
   * the next call for that side: for a comparison of two representations that are seen once.
   */
  readonly momentary: (x: Representation, params: P, side: Purpose) => Feature;
}

/**
 * Both ways of making a feature of distances.
 *
 * @param find Makes it: of `found` where the distances are not kept, and then in `into`, whose last numbers they are.
 */
export function pairFeature<P>(
  name: string,
  centringOf: (params: P) => Centring,
  find: (x: Representation, params: P, found?: DistanceTriangle, into?: Float64Array) => Feature,
): PairFeature<P> {
  const kept = derivedBy(name, (x, params: P) => find(x, params), undefined, featureRule);
  return {
    kept,
    momentary: (x, params, side) => {
      if (!asksFirst(x)) return kept(x, params);
      const length = centredLength(x.n, centringOf(params));
      const room = scratch(side, length).subarray(0, length);
      const found = findDistances(x, room.subarray(length - (x.n * (x.n - 1)) / 2));
      return find(x, params, found, room);
    },
  };
}
