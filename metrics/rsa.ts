import { pairByPair } from "./families/all-pairs.ts";
import { both, without } from "./families/invariance-classes.ts";
import { rsaAllPairs, rsaSimilarity } from "./families/rdm-comparisons.ts";
import { rdmBuresDistanceSquared, rdmEuclidean, rdmEuclideanPairs } from "./families/rdm-distances.ts";
import { RDM_SIDES, RDM_SIDES_WITH_SIZE } from "./families/rdm-invariances.ts";
import {
  COMPARISON_CAVEATS,
  COMPARISON_CITES,
  COMPARISON_FORMULAS,
  comparisonParam,
  perParam,
  RDM_CAVEATS,
  RDM_FORMULAS,
  rdmParam,
  similarityRange,
} from "./families/rdm-metadata.ts";
import {
  hasPoints,
  isSmooth,
  rdmBuresDistanceGradient,
  rdmEuclideanGradient,
  rsaGradient,
} from "./gradients/rsa.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

const snake = (text: string): string => text.replaceAll("-", "_");

/** The name in the field's largest collection, where Kendall's τ-b is tau_b. */
const collectionName = (rdm: string, compare: string): string =>
  `rsa-rdm=${snake(rdm)}-compare=${snake(compare.replace("kendall", "tau"))}`;

/** Representational similarity analysis: two matrices of dissimilarities, compared entry by entry. */
const rsa = defineMetric({
  name: "rsa",
  version: 1,
  title: ({ rdm, compare }) => `RSA, ${rdm} RDMs compared by ${compare}`,
  formula: ({ rdm, compare }) => `${COMPARISON_FORMULAS[compare]}; ${RDM_FORMULAS[rdm]}`,
  cite: ({ compare }) => COMPARISON_CITES[compare],
  direction: "similarity",
  range: similarityRange,
  invariances: ({ rdm }) => both(RDM_SIDES[rdm]),
  minimumRows: 3,
  cost: "n²·p",
  heavy: ({ compare }) => compare === "kendall-a" || compare === "kendall-b",
  params: { rdm: rdmParam, compare: comparisonParam },
  listed: [
    { rdm: "correlation", compare: "spearman" },
    { rdm: "correlation", compare: "pearson" },
    { rdm: "correlation", compare: "kendall-b" },
    { rdm: "euclidean", compare: "spearman" },
    { rdm: "squared-euclidean", compare: "rho-a" },
    { rdm: "squared-euclidean", compare: "cosine" },
    { rdm: "squared-euclidean", compare: "corr-cov" },
    { rdm: "cosine", compare: "spearman" },
    { rdm: "mahalanobis", compare: "pearson" },
    { rdm: "gaussian", compare: "pearson" },
    { rdm: "squared-euclidean", compare: "pearson" },
    { rdm: "euclidean", compare: "pearson" },
  ],
  aliases: ({ rdm, compare }) => [
    "RSA",
    "representational similarity analysis",
    collectionName(rdm, compare),
  ],
  caveats: ({ rdm, compare }) => [...RDM_CAVEATS[rdm], ...COMPARISON_CAVEATS[compare]],
  compare: rsaSimilarity,
  differentiable: isSmooth,
  gradient: rsaGradient,
  allPairs: rsaAllPairs,
  similarity: (value) => value,
});

/** What a distance of RDMs is, squared or not. */
const distance = {
  version: 1,
  direction: "distance",
  range: [0, Infinity],
  invariances: ({ rdm, per }: { rdm: keyof typeof RDM_SIDES; per: "all" | "unit" }) => {
    const side = RDM_SIDES_WITH_SIZE[rdm];
    // Padding changes the number of units, duplication of a unit too.
    return both(per === "all" ? side : without(side, "zero-padding", "unit-duplication"));
  },
  cost: "n²·p + n³",
} as const;

/** A distance between two RDMs as they are, their size included. */
const rsaDistance = defineMetric({
  ...distance,
  name: "rsa-distance",
  title: ({ rdm, compare }) =>
    compare === "euclidean" ? `Norm of the difference of ${rdm} RDMs` : `Bures distance of ${rdm} RDMs`,
  formula: ({ rdm, compare, per }) =>
    `${compare === "euclidean" ? "‖d − d′‖" : "√(tr G + tr G′ − 2‖√G√G′‖_*), G = −½HDH"}; ${RDM_FORMULAS[rdm]}${per === "unit" ? ", over the number of units" : ""}`,
  cite: ({ compare }) => (compare === "euclidean" ? COMPARISON_CITES.pearson : COMPARISON_CITES.bures),
  axioms: "metric",
  params: {
    rdm: rdmParam,
    compare: word("", ["euclidean", "bures-metric"], "euclidean", "how two RDMs are compared"),
    per: perParam,
  },
  listed: [{ rdm: "euclidean" }, { rdm: "correlation" }],
  aliases: ({ rdm, compare }) => [collectionName(rdm, compare)],
  caveats: ({ rdm }) => [
    ...RDM_CAVEATS[rdm],
    "Grows with the number of stimuli and with the scale of the dissimilarity.",
  ],
  compare: (x, y, { rdm, compare, per }) =>
    compare === "euclidean"
      ? rdmEuclidean(x, y, rdm, per)
      : Math.sqrt(rdmBuresDistanceSquared(x, y, rdm, per)),
  differentiable: ({ rdm, compare }) => compare === "euclidean" || hasPoints(rdm),
  allPairs: (xs, ys, { rdm, compare, per }) =>
    compare === "euclidean"
      ? rdmEuclideanPairs(xs, ys, rdm, per)
      : pairByPair(xs, ys, (x, y) => Math.sqrt(rdmBuresDistanceSquared(x, y, rdm, per))),
  gradient: (x, y, { rdm, compare, per }) =>
    compare === "euclidean"
      ? rdmEuclideanGradient(x, y, rdm, per)
      : rdmBuresDistanceGradient(x, y, rdm, per, false),
});

/** The squared Bures distance of two RDMs, which a package publishes as the Bures metric. */
const rsaBuresSquared = defineMetric({
  ...distance,
  name: "rsa-bures-metric-squared",
  title: ({ rdm }) => `Squared Bures distance of ${rdm} RDMs`,
  formula: ({ rdm, per }) =>
    `tr G + tr G′ − 2‖√G√G′‖_*, G = −½HDH; ${RDM_FORMULAS[rdm]}${per === "unit" ? ", over the number of units" : ""}`,
  cite: COMPARISON_CITES.bures,
  axioms: "semimetric",
  params: { rdm: rdmParam, per: perParam },
  listed: [],
  aliases: ({ rdm }) => [collectionName(rdm, "bures-metric")],
  caveats: ({ rdm }) => [...RDM_CAVEATS[rdm], "Squared, it violates the triangle inequality."],
  compare: (x, y, { rdm, per }) => rdmBuresDistanceSquared(x, y, rdm, per),
  differentiable: ({ rdm }) => hasPoints(rdm),
  gradient: (x, y, { rdm, per }) => rdmBuresDistanceGradient(x, y, rdm, per, true),
});

export default defineFamily({
  id: "rsa",
  title: "Representational similarity analysis",
  metrics: [rsa, rsaDistance, rsaBuresSquared],
});
