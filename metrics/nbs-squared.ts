import { requireVariance } from "../representation/require.ts";
import { mapEntries } from "./families/all-pairs.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { normalizedBures, normalizedBuresPairs } from "./families/procrustes.ts";
import { nbsSquaredGradient } from "./gradients/procrustes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The share of variance that the best rotation and scaling of X explains of Y; symmetric. */
const nbsSquared = defineMetric({
  name: "nbs-squared",
  version: 1,
  title: "Squared normalised Bures similarity",
  formula: "(‖XcᵀYc‖_* / (‖Xc‖ ‖Yc‖))²",
  cite: "arxiv:2311.11436 (Harvey et al. 2023)",
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.orthogonal),
  cost: "n·p² + p³",
  aliases: ["nbs@squared", "squared fidelity", "R² of a rotation and a scale"],
  caveats: ["Between CKA/√(R_X·R_Y) and min(rank)·CKA/√(R_X·R_Y), with R the participation ratios."],
  compare: (x, y) => {
    requireVariance(x, y);
    return normalizedBures(x, y) ** 2;
  },
  gradient: nbsSquaredGradient,
  allPairs: (xs, ys) => mapEntries(normalizedBuresPairs(xs, ys), (value) => value ** 2),
  similarity: (value) => value,
});

export default defineFamily({ id: "nbs-squared", title: "Squared NBS", metrics: [nbsSquared] });
