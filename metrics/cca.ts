import type { Representation } from "../core/representation.ts";
import { inner, sum } from "../linalg/elementwise.ts";
import { requireVariance } from "../representation/require.ts";
import { canonicalCorrelations, rankOf } from "../representation/spectral.ts";
import type { Definition } from "./registry/define.ts";
import { overCorrelations } from "./families/canonical.ts";
import { ccaMeanGradient, ccaR2Gradient } from "./gradients/cca.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { both, SIDE, without } from "./families/invariance-classes.ts";
import { word } from "./registry/params.ts";

const params = {
  denominator: word(
    "denominator",
    ["units", "rank"],
    "units",
    "divide by min(p1, p2) or by min(rank X, rank Y)",
  ),
};

/** d: how many correlations the average is over. */
function dimensions(x: Representation, y: Representation, denominator: "units" | "rank"): number {
  return denominator === "units" ? Math.min(x.p, y.p) : Math.min(rankOf(x), rankOf(y));
}

const shared = {
  version: 1,
  direction: "similarity",
  range: [0, 1],
  // Silent units add to min(p1, p2) without adding a correlation.
  invariances: ({ denominator }) =>
    denominator === "units" ? both(without(SIDE.affine, "zero-padding")) : both(SIDE.affineSpan),
  cost: "n·p²",
  params,
  listed: [{}, { denominator: "rank" }],
  similarity: (value) => value,
} as const satisfies Partial<Definition<typeof params>>;

const caveats = [
  "With max(p) ≥ n − 1 every canonical correlation is 1, whatever the data.",
  "Counts every direction alike, however little variance it carries.",
];

/** The mean canonical correlation. */
const ccaMean = defineMetric({
  ...shared,
  name: "cca-mean",
  title: ({ denominator }) =>
    `Mean CCA correlation${denominator === "units" ? "" : ", over the smaller rank"}`,
  formula: ({ denominator }) => `Σρᵢ / ${denominator === "units" ? "min(p1, p2)" : "min(rank X, rank Y)"}`,
  cite: "doi:10.2307/2333955 (Hotelling 1936); arxiv:1706.05806 (Raghu et al. 2017)",
  aliases: ["CCA", "mean CCA", "mean_cca_corr", "cca-score"],
  caveats,
  compare: (x, y, { denominator }) => {
    requireVariance(x, y);
    return sum(canonicalCorrelations(x, y)) / dimensions(x, y, denominator);
  },
  gradient: (x, y, { denominator }) => ccaMeanGradient(x, y, denominator),
  allPairs: (xs, ys, { denominator }) =>
    overCorrelations(xs, ys, (rho, x, y) => sum(rho) / dimensions(x, y, denominator)),
});

/** The mean squared canonical correlation. */
const ccaR2 = defineMetric({
  ...shared,
  name: "cca-r2",
  title: ({ denominator }) =>
    `R²_CCA, mean squared CCA correlation${denominator === "units" ? "" : ", over the smaller rank"}`,
  formula: ({ denominator }) => `Σρᵢ² / ${denominator === "units" ? "min(p1, p2)" : "min(rank X, rank Y)"}`,
  cite: "arxiv:1905.00414 (Kornblith et al. 2019), table 1",
  aliases: ["R2 CCA", "Yanai's GCD", "cca-squared_score"],
  caveats: [...caveats, "For unrelated data its mean is max(p)/(n − 1)."],
  compare: (x, y, { denominator }) => {
    requireVariance(x, y);
    const rho = canonicalCorrelations(x, y);
    return inner(rho, rho) / dimensions(x, y, denominator);
  },
  gradient: (x, y, { denominator }) => ccaR2Gradient(x, y, denominator),
  allPairs: (xs, ys, { denominator }) =>
    overCorrelations(xs, ys, (rho, x, y) => inner(rho, rho) / dimensions(x, y, denominator)),
});

export default defineFamily({
  id: "cca",
  title: "Canonical correlation analysis",
  metrics: [ccaMean, ccaR2],
});
