import type { Representation } from "../core/representation.ts";
import { cosineMeasure } from "./families/cosine-measure.ts";
import { distanceFeature, momentaryDistanceFeature } from "./families/distance-features.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { distanceCorrelationGradient, distanceCosineGradient } from "./gradients/distance-correlation.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

const CITE = "doi:10.1214/009053607000000505 (Székely et al. 2007)";

/** The correlation of the doubly centred distance matrices: zero in the population only for independent data. */
const distanceCorrelation = defineMetric({
  name: "distance-correlation",
  version: 1,
  title: "Distance correlation",
  formula: "√(⟨A, B⟩/(‖A‖‖B‖)), A = H(‖xᵢ − xⱼ‖)H, B = H(‖yᵢ − yⱼ‖)H",
  cite: CITE,
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.orthogonal),
  cost: "n²·p",
  aliases: ["dCor", "distance_correlation", "Brownian correlation"],
  caveats: [
    "Biased upwards: near 1 for any data of many units and few stimuli.",
    "The root of dCor², which other packages publish under the same name.",
  ],
  ...cosineMeasure(
    (x: Representation) => distanceFeature(x, "biased"),
    (s) => Math.sqrt(Math.max(0, s)),
    (x, _params, which) => momentaryDistanceFeature(x, "biased", which),
  ),
  gradient: distanceCorrelationGradient,
  similarity: (value) => value,
});

/** The same with U-centred distances: zero on average for unrelated data. */
const unbiased = defineMetric({
  name: "distance-correlation-unbiased",
  version: 1,
  title: "Distance correlation, bias-corrected and squared",
  formula: "⟨Ã, B̃⟩/(‖Ã‖‖B̃‖), Ã and B̃ the U-centred matrices of distances",
  cite: "doi:10.1214/14-AOS1255 (Székely and Rizzo 2014)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(SIDE.orthogonal),
  minimumRows: 4,
  cost: "n²·p",
  aliases: ["bias-corrected distance correlation", "bcdcor", "unbiased dCor²"],
  caveats: [
    "An estimate of dCor², not of dCor: its root has no meaning where it is negative.",
    "Values below zero are right: they say that the data look less alike than unrelated data on average.",
  ],
  ...cosineMeasure(
    (x: Representation) => distanceFeature(x, "debiased"),
    (s) => s,
    (x, _params, which) => momentaryDistanceFeature(x, "debiased", which),
  ),
  gradient: (x, y) => distanceCosineGradient(x, y, "debiased"),
  similarity: (value) => value,
});

export default defineFamily({
  id: "distance-correlation",
  title: "Distance correlation",
  metrics: [distanceCorrelation, unbiased],
});
