import type { Representation } from "../core/representation.ts";
import { scaleOf } from "../representation/centered.ts";
import { squaredSize } from "../representation/spectral.ts";
import { requireFinite } from "../representation/require.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { nuclearPairs } from "./families/linear-pairs.ts";
import { centredClouds } from "./families/procrustes.ts";
import { alignedDistance } from "./families/alignment.ts";
import { sizeAndShapeGradient, sizeAndShapeSquaredGradient } from "./gradients/size-and-shape.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/** min_Q ‖Xc·Q − Yc‖, up to the larger of the two scales, and that scale. */
function distance(x: Representation, y: Representation): { value: number; scale: number } {
  const [sx, sy] = [scaleOf(x), scaleOf(y)];
  const sizes = [Math.sqrt(squaredSize(x)), Math.sqrt(squaredSize(y))] as const;
  // A constant side is a point: the other side's size is the distance, and any power of two serves as its scale.
  if (sizes[0] === 0) return { value: sizes[1], scale: sy };
  if (sizes[1] === 0) return { value: sizes[0], scale: sx };
  const scale = Math.max(sx, sy);
  return {
    value: alignedDistance(centredClouds(x, y), sizes[0] * (sx / scale), sizes[1] * (sy / scale)),
    scale,
  };
}

function plain(x: Representation, y: Representation): number {
  const { value, scale } = distance(x, y);
  return requireFinite(value * scale);
}

function squared(x: Representation, y: Representation, per: "sum" | "rows"): number {
  const { value, scale } = distance(x, y);
  return requireFinite(((value * scale) / (per === "rows" ? x.n : 1)) * value * scale);
}

const shared = {
  version: 1,
  direction: "distance",
  range: [0, Infinity],
  invariances: both(SIDE.rigid),
  cost: "n·p² + p³",
} as const;

/** The Procrustes distance with sizes kept: the Bures distance of the two Gram matrices. */
const sizeAndShape = defineMetric({
  ...shared,
  name: "procrustes-size-and-shape",
  title: "Procrustes size-and-shape distance",
  formula: "min_Q ‖Xc·Q − Yc‖ = √(‖Xc‖² + ‖Yc‖² − 2‖XcᵀYc‖_*)",
  cite: "doi:10.1007/BF02291478 (Gower 1975); arxiv:2311.11436 (Harvey et al. 2023)",
  axioms: "metric",
  aliases: [
    "Bures distance",
    "Fréchet distance of the Gram matrices",
    "Bures-Wasserstein distance of the Gram matrices",
    "bures_distance",
    "procrustes-distance=euclidean",
    "nbs-distance=euclidean",
  ],
  caveats: [
    "Grows with the size of the activations: values of different representations cannot be compared.",
  ],
  compare: plain,
  allPairs: (xs, ys) => nuclearPairs(xs, ys, plain),
  gradient: sizeAndShapeGradient,
});

/** Its square, which several packages publish under the same name. */
const sizeAndShapeSquared = defineMetric({
  ...shared,
  name: "procrustes-size-and-shape-squared",
  title: ({ per }) => `Squared Procrustes size-and-shape distance${per === "rows" ? ", per stimulus" : ""}`,
  formula: ({ per }) => `(‖Xc‖² + ‖Yc‖² − 2‖XcᵀYc‖_*)${per === "rows" ? " / n" : ""}`,
  cite: "arxiv:2108.01661 (Ding et al. 2021)",
  params: { per: word("per", ["sum", "rows"], "sum", "whether it is divided by the number of rows") },
  axioms: "semimetric",
  aliases: [
    "procrustes-distance=squared_euclidean",
    "nbs-distance=squared_euclidean",
    "squared Bures distance",
  ],
  caveats: ["The square of a distance violates the triangle inequality."],
  compare: (x, y, { per }) => squared(x, y, per),
  allPairs: (xs, ys, { per }) => nuclearPairs(xs, ys, (x, y) => squared(x, y, per)),
  gradient: (x, y, { per }) => sizeAndShapeSquaredGradient(x, y, per === "rows" ? x.n : 1),
});

export default defineFamily({
  id: "procrustes-size-and-shape",
  title: "Procrustes distances with sizes kept",
  metrics: [sizeAndShape, sizeAndShapeSquared],
});
