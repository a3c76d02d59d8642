import { pairByPair } from "./families/all-pairs.ts";
import { both } from "./families/invariance-classes.ts";
import { NEIGHBOUR_CAVEATS, neighbourParams, neighbourRows } from "./families/neighbour-metadata.ts";
import { UNCENTRED } from "./families/rdm-invariances.ts";
import { secondOrderCosine } from "./families/second-order.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/** How alike a stimulus is related to its neighbours in two representations. */
const metric = defineMetric({
  name: "second-order-cosine",
  version: 1,
  title: ({ k, of }) => `Second-order cosine similarity of ${of}, k = ${k}`,
  formula: ({ of }) =>
    `mean_i cos((rᵢⱼ)_j, (r′ᵢⱼ)_j), j ∈ N(i) ∪ N′(i), the k nearest by cosine, rᵢⱼ = ${of === "distances" ? "1 − " : ""}cos(xᵢ, xⱼ)`,
  cite: "arxiv:1606.02821 (Hamilton et al. 2016)",
  direction: "similarity",
  range: ({ of }) => (of === "distances" ? [0, 1] : [-1, 1]),
  invariances: both(UNCENTRED),
  minimumRows: neighbourRows,
  cost: "n²·p",
  params: {
    k: neighbourParams.k,
    of: word(
      "of",
      ["similarities", "distances"],
      "similarities",
      "whether cosines or one minus them are compared",
    ),
  },
  listed: [{}, { of: "distances" }],
  aliases: ["second_order_cosine_similarity", "second-order similarity"],
  caveats: [
    "Defined with cosines; a package takes cosine distances, which gives other values.",
    "Tends to 1 where the mean is large against the spread, since all cosines are then near 1.",
    ...NEIGHBOUR_CAVEATS,
  ],
  compare: (x, y, { k, of }) => secondOrderCosine(x, y, k, of),
  allPairs: (xs, ys, { k, of }) => pairByPair(xs, ys, (x, y) => secondOrderCosine(x, y, k, of)),
  similarity: (value) => value,
});

export default defineFamily({
  id: "second-order-cosine",
  title: "Second-order cosine similarity",
  metrics: [metric],
});
