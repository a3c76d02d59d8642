import { requireVariance } from "../representation/require.ts";
import { normalizedBures, normalizedBuresPairs } from "./families/procrustes.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { nbsAscent, nbsGradient, nbsSlope } from "./gradients/procrustes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The cosine of the Procrustes angle: overlap of two point clouds after the best rotation. */
const nbs = defineMetric({
  name: "nbs",
  version: 1,
  title: "Normalised Bures similarity",
  formula: "‖XcᵀYc‖_* / (‖Xc‖ ‖Yc‖)",
  cite: "doi:10.1145/3511808 (Tang et al. 2020); arxiv:2311.11436 (Harvey et al. 2023)",
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.orthogonal),
  cost: "n·p² + p³",
  aliases: ["NBS", "fidelity", "nbs-score", "cosine of the Procrustes angle"],
  caveats: [
    "Sees a principal component in proportion to its variance.",
    "Biased upwards when there are few stimuli for many units.",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    return normalizedBures(x, y);
  },
  gradient: nbsGradient,
  slope: nbsSlope,
  ascent: nbsAscent,
  allPairs: normalizedBuresPairs,
  similarity: (value) => value,
});

export default defineFamily({ id: "nbs", title: "Normalised Bures similarity", metrics: [nbs] });
