import type { Representation } from "../core/representation.ts";
import { standardized, unitCorrelations } from "../representation/correlation.ts";
import { requireVariance } from "../representation/require.ts";
import { productPairs } from "./families/linear-pairs.ts";
import { both, SIDE, withMore, without } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The mean of the best correlations of either side. */
function matched(x: Representation, y: Representation): number {
  requireVariance(x, y);
  const { data } = unitCorrelations(x, y);
  const [bestOfX, bestOfY] = [new Float64Array(x.p).fill(-1), new Float64Array(y.p).fill(-1)];
  for (let i = 0; i < x.p; i++) {
    for (let j = 0; j < y.p; j++) {
      const r = data[i * y.p + j]!;
      if (r > bestOfX[i]!) bestOfX[i] = r;
      if (r > bestOfY[j]!) bestOfY[j] = r;
    }
  }
  const mean = (values: Float64Array): number => values.reduce((total, r) => total + r, 0) / values.length;
  return Math.max(-1, Math.min(1, (mean(bestOfX) + mean(bestOfY)) / 2));
}

/** Mean correlation of each unit with its best partner, from both sides; partners may be shared. */
const soft = defineMetric({
  name: "correlation-match-soft",
  version: 1,
  title: "Correlation matching, many to one",
  formula: "½·(mean over i of maxⱼ corr(xᵢ, yⱼ) + mean over j of maxᵢ corr(xᵢ, yⱼ))",
  cite: "arxiv:1511.07543 (Li et al. 2015)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(
    withMore(without(SIDE.units, "zero-padding", "sign-flip", "negative-scaling"), "unit-scaling"),
  ),
  cost: "n·p²",
  aliases: ["soft_correlation_match", "semi-match", "bipartite semi-matching"],
  caveats: [
    "“Soft matching” also names optimal transport between units: that is soft-matching.",
    "The sign of a unit matters.",
    "A constant unit has correlation zero and is counted.",
    "The best of many correlations is high by chance: biased upwards with few stimuli and many units.",
  ],
  compare: matched,
  allPairs: (xs, ys) => productPairs(xs, ys, standardized, unitCorrelations, matched),
  similarity: (value) => value,
});

export default defineFamily({
  id: "correlation-match-soft",
  title: "Correlation matching, many to one",
  metrics: [soft],
});
