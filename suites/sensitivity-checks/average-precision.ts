import { tieGroups } from "../../representation/ranks.ts";
import { TIE } from "./ties.ts";

/**
 * How well relevant items stand above the others when sorted by score: the mean, over relevant items, of the share of
 * relevant ones among all that score at least as high (average precision).
 *
 * Tied items stand in every order equally often, and the mean over these orders is taken: of two tied items each is
 * above the other in half of the cases. With all scores tied this is {@link chancePrecision} and no more. Closed
 * form: in a group of m tied items with r relevant, below a items with b relevant, place t has a relevant item with
 * probability r/m, and then the precision there is (b + 1 + (t−1)(r−1)/(m−1))/(a + t) in expectation.
 *
 * @param scores Larger is better.
 * @param relevant Which items ought to stand at the top; at least one.
 */
export function averagePrecision(scores: readonly number[], relevant: readonly boolean[]): number {
  const { group, size } = tieGroups(Float64Array.from(scores), TIE);
  const hits = new Float64Array(size.length);
  relevant.forEach((is, k) => (hits[group[k]!]! += is ? 1 : 0));
  let [above, relevantAbove, total] = [0, 0, 0];
  for (let g = size.length - 1; g >= 0; g--) {
    const [m, r] = [size[g]!, hits[g]!];
    for (let t = 1; t <= m && r > 0; t++) {
      const within = m === 1 ? 0 : ((t - 1) * (r - 1)) / (m - 1);
      total += ((r / m) * (relevantAbove + 1 + within)) / (above + t);
    }
    above += m;
    relevantAbove += r;
  }
  return total / relevantAbove;
}

/**
 * What average precision is for items in random order: (R−1)/(N−1) + (N−R)/(N−1)·H_N/N for R relevant of N items,
 * with the harmonic number H_N. It lies above the share R/N, which is often given as chance.
 */
export function chancePrecision(relevant: number, items: number): number {
  if (items === 1) return 1;
  let harmonic = 0;
  for (let k = 1; k <= items; k++) harmonic += 1 / k;
  return (relevant - 1 + ((items - relevant) * harmonic) / items) / (items - 1);
}
