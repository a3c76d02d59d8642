import type { Representation } from "../core/representation.ts";
import { scaleOf } from "../representation/centered.ts";
import { requireFinite, requireVariance } from "../representation/require.ts";
import { squaredSize } from "../representation/spectral.ts";
import { alignedAngle, alignedCosine, alignedDistance, type Clouds } from "./families/alignment.ts";
import { filteredClouds } from "./families/filters.ts";
import { overlapPairs } from "./families/linear-pairs.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import type { Recipe } from "./families/shape.ts";
import { ALPHA, RECIPE, shapeFilter, shapeInvariances, shapeText } from "./families/shape.ts";
import {
  shapeAngleGradient,
  shapeCosineGradient,
  shapeEuclideanGradient,
  shapeSquaredGradient,
} from "./gradients/shape.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

const params = { alpha: ALPHA, recipe: RECIPE };

function clouds(x: Representation, y: Representation, alpha: number | "0", recipe: Recipe): Clouds {
  requireVariance(x, y);
  return filteredClouds(x, y, shapeFilter(alpha, recipe));
}

/** The distance of the filtered clouds at the sizes of Xc and Yc, over the larger of the two scales. */
function sized(x: Representation, y: Representation, of: Clouds): { value: number; scale: number } {
  const [sx, sy] = [scaleOf(x), scaleOf(y)];
  const scale = Math.max(sx, sy);
  const [a, b] = [Math.sqrt(squaredSize(x)) * (sx / scale), Math.sqrt(squaredSize(y)) * (sy / scale)];
  return { value: alignedDistance(of, a, b), scale };
}

function euclideanOf(x: Representation, y: Representation, alpha: number | "0", recipe: Recipe): number {
  const { value, scale } = sized(x, y, clouds(x, y, alpha, recipe));
  return requireFinite(value * scale);
}

const shared = {
  version: 1,
  cite: "arxiv:2110.14739 (Williams et al. 2021)",
  invariances: ({ alpha, recipe }) => shapeInvariances(alpha, recipe),
  cost: "n·p² + p³",
  params,
  listed: [{ alpha: "0" }, { alpha: 0.5 }, { alpha: 0.5, recipe: "power" }],
} as const satisfies Partial<Definition<typeof params>>;

const caveats = [
  "At α = 1 it is angular Procrustes, at α = 0 it is CCA: cos = Σρ/√(r_X·r_Y).",
  "Between the ends the published linear mix depends on the unit of the activations; the power recipe does not.",
  "Packages differ in the whitening they mix in (linear, linear-rows): only α = 0 and α = 1 agree.",
];

/** The angle between two point clouds, partly whitened, after the best rotation. */
const angle = defineMetric({
  ...shared,
  name: "shape-alpha",
  title: ({ alpha, recipe }) => `Angular shape metric, α = ${alpha}, ${recipe}`,
  formula: ({ alpha, recipe }) =>
    `arccos(‖X_αᵀY_α‖_* / (‖X_α‖‖Y_α‖)), X_α = ${shapeText(alpha, recipe)} of Xc`,
  direction: "distance",
  range: [0, Math.PI / 2],
  unit: "radian",
  axioms: "metric",
  aliases: ({ alpha }) => [
    "generalised shape metric",
    "shape_metric-distance=angular",
    ...(alpha === "0" ? ["cca-distance=angular", "regularised CCA angle"] : []),
  ],
  caveats,
  compare: (x, y, { alpha, recipe }) => alignedAngle(clouds(x, y, alpha, recipe)),
  allPairs: (xs, ys, { alpha, recipe }) =>
    overlapPairs(xs, ys, (x, y) => alignedAngle(clouds(x, y, alpha, recipe))),
  gradient: (x, y, { alpha, recipe }) => shapeAngleGradient(x, y, shapeFilter(alpha, recipe)),
  similarity: (value) => 1 - (2 * value) / Math.PI,
});

/** Its cosine, from which the forms are derived. */
const cosine = defineMetric({
  ...shared,
  name: "shape-cosine-alpha",
  title: ({ alpha, recipe }) => `Shape similarity, α = ${alpha}, ${recipe}`,
  formula: ({ alpha, recipe }) => `‖X_αᵀY_α‖_* / (‖X_α‖‖Y_α‖), X_α = ${shapeText(alpha, recipe)} of Xc`,
  direction: "similarity",
  range: [0, 1],
  listed: [],
  aliases: ["shape_metric-score"],
  caveats,
  compare: (x, y, { alpha, recipe }) => alignedCosine(clouds(x, y, alpha, recipe)),
  gradient: (x, y, { alpha, recipe }) => shapeCosineGradient(x, y, shapeFilter(alpha, recipe)),
  similarity: (value) => value,
});

/** The distance between the same point clouds, each brought back to the size it had before. */
const euclidean = defineMetric({
  ...shared,
  name: "shape-euclidean-alpha",
  title: ({ alpha, recipe }) => `Euclidean shape distance, α = ${alpha}, ${recipe}`,
  formula: ({ alpha, recipe }) =>
    `√(a² + b² − 2ab·‖X_αᵀY_α‖_*/(‖X_α‖‖Y_α‖)), a = ‖Xc‖, b = ‖Yc‖, X_α = ${shapeText(alpha, recipe)} of Xc`,
  direction: "distance",
  range: [0, Infinity],
  invariances: both(SIDE.rigid),
  axioms: "metric",
  listed: [{ alpha: 0.5 }],
  aliases: ["shape_metric-distance=euclidean"],
  caveats: [
    ...caveats,
    "The point clouds keep their total variance; packages that do not rescale after whitening return other numbers.",
    "Grows with the size of the activations.",
  ],
  compare: (x, y, { alpha, recipe }) => euclideanOf(x, y, alpha, recipe),
  allPairs: (xs, ys, { alpha, recipe }) => overlapPairs(xs, ys, (x, y) => euclideanOf(x, y, alpha, recipe)),
  gradient: (x, y, { alpha, recipe }) => shapeEuclideanGradient(x, y, shapeFilter(alpha, recipe)),
});

/** Its square, which collections publish as a measure of its own. */
const euclideanSquared = defineMetric({
  ...shared,
  name: "shape-euclidean-squared-alpha",
  title: ({ alpha, recipe }) => `Squared Euclidean shape distance, α = ${alpha}, ${recipe}`,
  formula: ({ alpha, recipe }) =>
    `a² + b² − 2ab·‖X_αᵀY_α‖_*/(‖X_α‖‖Y_α‖), a = ‖Xc‖, b = ‖Yc‖, X_α = ${shapeText(alpha, recipe)} of Xc`,
  direction: "distance",
  range: [0, Infinity],
  invariances: both(SIDE.rigid),
  axioms: "semimetric",
  listed: [],
  aliases: ["shape_metric-distance=squared_euclidean"],
  caveats: [...caveats, "The square of a distance violates the triangle inequality."],
  compare: (x, y, { alpha, recipe }) => {
    const { value, scale } = sized(x, y, clouds(x, y, alpha, recipe));
    return requireFinite(value * scale * value * scale);
  },
  gradient: (x, y, { alpha, recipe }) => shapeSquaredGradient(x, y, shapeFilter(alpha, recipe)),
});

export default defineFamily({
  id: "shape",
  title: "Generalised shape metrics",
  metrics: [angle, cosine, euclidean, euclideanSquared],
});
