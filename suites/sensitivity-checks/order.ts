import { inner } from "../../linalg/elementwise.ts";
import { centeredRanks, tieGroups } from "../../representation/ranks.ts";
import { TIE } from "./ties.ts";

/**
 * Spearman's rank correlation of scores with the order of their doses: 1 if the score falls at every step, −1 if it
 * rises at every step. Ties have the mean of their ranks; where all scores are tied there is no order, and it is 0.
 *
 * @param scores More alike is larger; in the order of rising doses, at least two.
 */
export function orderKept(scores: readonly number[]): number {
  const ranks = centeredRanks(tieGroups(Float64Array.from(scores), TIE));
  const falling = Float64Array.from(scores, (_, k) => (scores.length - 1) / 2 - k);
  const size = Math.sqrt(inner(ranks, ranks) * inner(falling, falling));
  return size === 0 ? 0 : inner(ranks, falling) / size;
}
