import { cknna, cknnaPairs } from "./families/cknna.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { NEIGHBOUR_CAVEATS, neighbourParams } from "./families/neighbour-metadata.ts";
import { UNCENTRED } from "./families/rdm-invariances.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/** Kernel alignment over the pairs of stimuli that are neighbours in both representations. */
const metric = defineMetric({
  name: "cknna",
  version: 1,
  title: ({ k, gram, hsic }) =>
    `CKNNA, k = ${k}${gram === "raw" ? ", uncentred" : ""}${hsic === "unbiased" ? ", as published in code" : ""}`,
  formula: ({ gram, hsic }) =>
    `h(α∘K, α∘L)/√(h(α_K∘K, α_K∘K)·h(α_L∘L, α_L∘L)), K = ${gram === "raw" ? "XXᵀ" : "XcXcᵀ"}, ` +
    `αᵢⱼ = [j among the k largest Kᵢ· and the k largest Lᵢ·, j ≠ i], ` +
    (hsic === "unbiased" ? "h Song's formula of n(n−3)·HSIC₁" : "h(A, B) = Σ AᵢⱼBᵢⱼ"),
  cite: "arxiv:2405.07987 (Huh et al. 2024)",
  direction: "similarity",
  range: ({ hsic }) => (hsic === "plain" ? [-1, 1] : [-Infinity, Infinity]),
  symmetric: ({ hsic }) => hsic === "plain",
  invariances: ({ gram }) => both(gram === "centered" ? SIDE.orthogonal : UNCENTRED),
  minimumRows: ({ k, hsic }) => Math.max(hsic === "unbiased" ? 4 : 3, k + 1),
  cost: "n²·p",
  params: {
    k: neighbourParams.k,
    gram: word("gram", ["centered", "raw"], "centered", "whether the data are centred first"),
    hsic: word("hsic", ["plain", "unbiased"], "plain", "how two masked Gram matrices are compared"),
  },
  aliases: ["centered kernel nearest-neighbor alignment", "cknna-topk"],
  caveats: [
    "The paper has the sum of products of centred entries; its code has the unbiased formula on the uncentred matrix.",
    "The code's formula is not symmetric, since being a neighbour is not, and is not bounded by 1.",
    ...NEIGHBOUR_CAVEATS,
  ],
  compare: (x, y, params) => cknna(x, y, params),
  allPairs: (xs, ys, params) => cknnaPairs(xs, ys, params),
  similarity: (value) => value,
});

export default defineFamily({
  id: "cknna",
  title: "Centred kernel nearest-neighbour alignment",
  metrics: [metric],
});
