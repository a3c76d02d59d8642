import type { Representation } from "../../core/representation.ts";
import { gramNorm, rankOf, squaredSize } from "../../representation/spectral.ts";
import type { Point } from "./square.ts";

/**
 * CKA/√(R_X·R_Y) ≤ NBS² ≤ min(r_X, r_Y)·CKA/√(R_X·R_Y), with the ranks r and the participation ratios
 * R = (Σλ)²/Σλ² (Harvey et al. 2023, arxiv:2311.11436, sharpened): what of the square two measures can have at all.
 */
export interface Bound {
  /** By how much the point is outside, in units of NBS²; 0 or below is inside. */
  readonly excess: (point: Point, y: Representation) => number;
  /** Lowest and highest CKA that any Y of the width of X can have beside a score of the asked measure. */
  readonly at: (own: number) => { readonly low: number; readonly high: number };
}

/** NBS from the score of each measure that is a function of it. */
const NBS_OF: Readonly<Record<string, (score: number) => number>> = {
  nbs: (score) => score,
  "procrustes-angular": (score) => Math.cos((Math.PI / 2) * (1 - score)),
};

/** R = (Σλ)²/Σλ². */
export const participation = (x: Representation): number => (squaredSize(x) / gramNorm(x)) ** 2;

/** The bound of a measure and its partner; none is known but for NBS, and the angle that it is the cosine of, with CKA. */
export function boundOf(own: string, partner: string, x: Representation): Bound | undefined {
  const nbsOf = NBS_OF[own];
  if (nbsOf === undefined || partner !== "cka-linear") return undefined;
  const ratio = participation(x);
  const widest = Math.min(x.p, x.n - 1);
  // Y starts as noise and has all the rank that its width allows.
  const most = Math.min(rankOf(x), widest);
  return {
    excess: ([score, cka], y) => {
      const square = nbsOf(score) ** 2;
      const share = cka / Math.sqrt(ratio * participation(y));
      return Math.max(share - square, square - most * share);
    },
    at: (score) => {
      const square = nbsOf(score) ** 2;
      // R_Y lies between 1 and the rank.
      return {
        low: Math.min(1, (square * Math.sqrt(ratio)) / most),
        high: Math.min(1, square * Math.sqrt(ratio * widest)),
      };
    },
  };
}
