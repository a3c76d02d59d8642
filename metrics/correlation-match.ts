import type { Representation } from "../core/representation.ts";
import { transpose } from "../linalg/elementwise.ts";
import { standardized, unitCorrelations } from "../representation/correlation.ts";
import { requireVariance } from "../representation/require.ts";
import { maximumAssignment } from "./families/assignment.ts";
import { productPairs } from "./families/linear-pairs.ts";
import { both, SIDE, withMore, without } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The mean of the correlations that the best assignment picks. */
function matched(x: Representation, y: Representation): number {
  requireVariance(x, y);
  const correlations = x.p <= y.p ? unitCorrelations(x, y) : transpose(unitCorrelations(x, y));
  let total = 0;
  maximumAssignment(correlations).forEach((column, row) => {
    total += correlations.data[row * correlations.cols + column]!;
  });
  return Math.max(-1, Math.min(1, total / correlations.rows));
}

/** Mean correlation of units under the best one-to-one matching. */
const hard = defineMetric({
  name: "correlation-match-hard",
  version: 1,
  title: "Correlation matching, one to one",
  formula: "max over one-to-one matchings π of Σ corr(xᵢ, y_π(i)) / min(p1, p2)",
  cite: "arxiv:1511.07543 (Li et al. 2015)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(
    withMore(without(SIDE.units, "zero-padding", "sign-flip", "negative-scaling"), "unit-scaling"),
  ),
  cost: "n·p² + p³",
  aliases: ["hard_correlation_match", "bipartite match", "one-to-one matching"],
  caveats: [
    "The sign of a unit matters.",
    "A constant unit has correlation zero and is counted.",
    "A rotation of the units destroys it, although nothing linear is lost.",
  ],
  compare: matched,
  allPairs: (xs, ys) => productPairs(xs, ys, standardized, unitCorrelations, matched),
  similarity: (value) => value,
});

export default defineFamily({ id: "correlation-match", title: "Correlation matching", metrics: [hard] });
