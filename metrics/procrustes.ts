import { requireVariance } from "../representation/require.ts";
import { angularScore, arccos } from "./families/angles.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { mapEntries } from "./families/all-pairs.ts";
import { alignedChord, normalizedBures, normalizedBuresPairs } from "./families/procrustes.ts";
import {
  procrustesAngularAscent,
  procrustesAngularGradient,
  procrustesAngularSlope,
  procrustesGradient,
} from "./gradients/procrustes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The angle between two point clouds after the best rotation: a metric in the mathematical sense. */
const procrustesAngular = defineMetric({
  name: "procrustes-angular",
  version: 1,
  title: "Angular Procrustes distance",
  formula: "arccos(‖XcᵀYc‖_* / (‖Xc‖ ‖Yc‖))",
  cite: "arxiv:2110.14739 (Williams et al. 2021)",
  direction: "distance",
  range: [0, Math.PI / 2],
  unit: "radian",
  axioms: "metric",
  invariances: both(SIDE.orthogonal),
  cost: "n·p² + p³",
  aliases: ["Riemannian shape distance", "orthogonal_angular_shape_metric_centered", "nbs@angular"],
  caveats: [
    "Near identity an error ε of the cosine is an error √(2ε) of the angle: below 1e-8 it is rounding.",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    return arccos(normalizedBures(x, y));
  },
  gradient: procrustesAngularGradient,
  slope: procrustesAngularSlope,
  ascent: procrustesAngularAscent,
  allPairs: (xs, ys) => mapEntries(normalizedBuresPairs(xs, ys), arccos),
  similarity: angularScore,
});

/** The distance between two centred point clouds of unit size after the best rotation. */
const procrustes = defineMetric({
  name: "procrustes",
  version: 1,
  title: "Procrustes distance, normalised",
  formula: "min_Q ‖Xc/‖Xc‖·Q − Yc/‖Yc‖‖ = √(2 − 2‖XcᵀYc‖_*/(‖Xc‖‖Yc‖))",
  cite: "doi:10.1007/BF02289451 (Schönemann 1966); arxiv:2108.01661 (Ding et al. 2021)",
  direction: "distance",
  range: [0, Math.SQRT2],
  axioms: "metric",
  invariances: both(SIDE.orthogonal),
  cost: "n·p² + p³",
  aliases: ["orthogonal Procrustes", "orthogonal_procrustes_centered_and_normalized", "nbs@chordal"],
  caveats: ["Packages publish it squared, halved, or as 1 − cos²: look at the formula, not the name."],
  compare: (x, y) => {
    requireVariance(x, y);
    return alignedChord(normalizedBures(x, y), x, y);
  },
  gradient: procrustesGradient,
  allPairs: (xs, ys) =>
    mapEntries(normalizedBuresPairs(xs, ys), (cosine, i, j) => alignedChord(cosine, xs[i]!, ys[j]!)),
  similarity: (value) => 1 - value ** 2 / 2,
});

export default defineFamily({
  id: "procrustes",
  title: "Procrustes distances",
  metrics: [procrustesAngular, procrustes],
});
