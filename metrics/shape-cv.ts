import { requireVariance } from "../representation/require.ts";
import {
  crossValidatedAngle,
  crossValidatedAngles,
  type Weigh,
} from "./families/cross-validated-alignment.ts";
import { FOLDS } from "./families/folds.ts";
import { without } from "./families/invariance-classes.ts";
import { ALPHA, alphaOf, RECIPE, shapeFilter, shapeInvariances, shapeText } from "./families/shape.ts";
import { crossValidatedAngleGradient } from "./gradients/cross-validated-alignment.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/** The partial whitening of a training fold. */
function weigh(...[alpha, recipe]: Parameters<typeof shapeFilter>): Weigh {
  const [a, filter] = [alphaOf(alpha), shapeFilter(alpha, recipe)];
  return (sigma, side) => ({
    weights: sigma.map((s) => filter(side).value(s) / s),
    beyond: recipe === "power" ? Math.floor(a) : a,
  });
}

/** The shape angle on stimuli that whitening and rotation have not seen. */
const shapeCv = defineMetric({
  name: "shape-cv-alpha",
  version: 1,
  title: ({ alpha, recipe }) => `Cross-validated angular shape metric, α = ${alpha}, ${recipe}`,
  formula: ({ alpha, recipe }) =>
    `mean over ${FOLDS} folds of arccos(⟨X_αQ, Y_α⟩/(‖X_α‖‖Y_α‖)) on held-out rows, mean, ${shapeText(alpha, recipe)} and Q from the others`,
  cite: "arxiv:2110.14739 (Williams et al. 2021)",
  direction: "distance",
  range: [0, Math.PI],
  unit: "radian",
  invariances: ({ alpha, recipe }) => {
    const { x, y } = shapeInvariances(alpha, recipe);
    return { x: without(x, "row-permutation"), y: without(y, "row-permutation") };
  },
  minimumRows: 2 * FOLDS,
  cost: "n·p² + p³",
  heavy: true,
  params: {
    alpha: ALPHA,
    recipe: RECIPE,
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
  },
  listed: [{ alpha: "0" }, { alpha: 1 }],
  aliases: ({ alpha }) => [
    "shape_metric-distance=angular-cv=5folds",
    ...(alpha === "0" ? ["cca-distance=angular-cv=5folds"] : []),
    ...(alpha === 1 ? ["procrustes-distance=angular-cv=5folds", "nbs-distance=angular-cv=5folds"] : []),
  ],
  caveats: [
    "Above π/2 where the rotation that fits the other rows turns these away from each other.",
    "Activations outside the components of the training rows cannot be whitened: with more units than stimuli they are dropped, but for the share α of the linear recipes.",
    "Folds assume independent rows: with autocorrelated rows it is too small.",
  ],
  compare: (x, y, { alpha, recipe, folds }) => {
    requireVariance(x, y);
    return crossValidatedAngle(x, y, folds, weigh(alpha, recipe));
  },
  allPairs: (xs, ys, { alpha, recipe, folds }) => crossValidatedAngles(xs, ys, folds, weigh(alpha, recipe)),
  gradient: (x, y, { alpha, recipe, folds }) => {
    const a = alphaOf(alpha);
    const filter = shapeFilter(alpha, recipe);
    return crossValidatedAngleGradient(x, y, folds, {
      filter: (_sigma, side) => filter(side),
      beyond: recipe === "power" ? Math.floor(a) : a,
      jumps: a < 1,
    });
  },
  similarity: (value) => 1 - (2 * value) / Math.PI,
});

export default defineFamily({ id: "shape-cv", title: "Cross-validated shape metrics", metrics: [shapeCv] });
