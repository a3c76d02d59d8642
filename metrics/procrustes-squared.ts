import type { Representation } from "../core/representation.ts";
import { requireVariance } from "../representation/require.ts";
import { alignedDistance } from "./families/alignment.ts";
import { nuclearPairs } from "./families/linear-pairs.ts";
import { centredClouds } from "./families/procrustes.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { disparityGradient, procrustesSquaredGradient } from "./gradients/procrustes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** 2 − 2·NBS, from the residual after alignment where it is small. */
function squaredChord(x: Representation, y: Representation): number {
  requireVariance(x, y);
  return alignedDistance(centredClouds(x, y), 1, 1) ** 2;
}

/** 1 − NBS² from 2 − 2·NBS, which keeps its digits near zero. */
function unexplained(x: Representation, y: Representation): number {
  const half = squaredChord(x, y) / 2;
  return half * (2 - half);
}

const shared = {
  version: 1,
  direction: "distance",
  axioms: "semimetric",
  invariances: both(SIDE.orthogonal),
  cost: "n·p² + p³",
} as const;

/** The squared Procrustes distance of centred point clouds of unit size. */
const procrustesSquared = defineMetric({
  ...shared,
  name: "procrustes-squared",
  title: "Squared Procrustes distance, normalised",
  formula: "min_Q ‖Xc/‖Xc‖·Q − Yc/‖Yc‖‖² = 2 − 2‖XcᵀYc‖_*/(‖Xc‖‖Yc‖)",
  cite: "arxiv:2108.01661 (Ding et al. 2021)",
  range: [0, 2],
  aliases: ["orthogonal Procrustes, squared", "nbs@chordal-squared"],
  caveats: [
    "Violates the triangle inequality, unlike its square root.",
    "Published under the name of the distance, squared, halved (1 − NBS) or as 1 − NBS².",
  ],
  compare: squaredChord,
  allPairs: (xs, ys) => nuclearPairs(xs, ys, squaredChord),
  gradient: procrustesSquaredGradient,
  similarity: (value) => 1 - value / 2,
});

/** The residual of Procrustes analysis when a scale may be fitted too. */
const disparity = defineMetric({
  ...shared,
  name: "procrustes-disparity",
  title: "Procrustes disparity",
  formula: "min over Q and c of ‖c·Xc/‖Xc‖·Q − Yc/‖Yc‖‖² = 1 − (‖XcᵀYc‖_*/(‖Xc‖‖Yc‖))²",
  cite: "doi:10.1007/BF02291478 (Gower 1975)",
  range: [0, 1],
  aliases: ["Procrustes statistic", "Procrustes m²", "scipy.spatial.procrustes disparity"],
  caveats: ["Not a chord: a scale is fitted as well, so that it is 1 − NBS² and not 2 − 2·NBS."],
  compare: unexplained,
  allPairs: (xs, ys) => nuclearPairs(xs, ys, unexplained),
  gradient: disparityGradient,
  similarity: (value) => Math.sqrt(Math.max(0, 1 - value)),
});

export default defineFamily({
  id: "procrustes-squared",
  title: "Squared Procrustes distances",
  metrics: [procrustesSquared, disparity],
});
