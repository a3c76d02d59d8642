import type { Representation } from "../core/representation.ts";
import { squaredNorm } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { saturated, spectrum, squaredSize } from "../representation/spectral.ts";
import { SIDE, without } from "./families/invariance-classes.ts";
import { FOLDS } from "./families/folds.ts";
import { crossValidatedR2 } from "./families/ridge.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

const target = word("target", ["x", "y"], "x", "the side that is predicted from the other");

/** ‖U_YᵀXc‖²/‖Xc‖²: the share of the variance of X inside the column space of Y. */
function explained(x: Representation, y: Representation): number {
  if (saturated(y)) return 1;
  const inside = backend().multiply(spectrum(y).u, centered(x), { transposeA: true });
  return Math.min(1, squaredNorm(inside) / squaredSize(x));
}

/** In-sample R² of least squares, all units pooled. */
const linearRegression = defineMetric({
  name: "linear-regression",
  version: 1,
  title: ({ target: side }) => `Linear regression R², ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ target: side }) => (side === "x" ? "‖Q_YᵀXc‖² / ‖Xc‖²" : "‖Q_XᵀYc‖² / ‖Yc‖²"),
  cite: "arxiv:1905.00414 (Kornblith et al. 2019), table 1",
  direction: "similarity",
  range: [0, 1],
  symmetric: false,
  invariances: ({ target: side }) =>
    side === "x" ? { x: SIDE.orthogonal, y: SIDE.affineSpan } : { x: SIDE.affineSpan, y: SIDE.orthogonal },
  cost: "n·p²",
  params: { target },
  aliases: ["linear_regression", "redundancy index"],
  caveats: [
    "In-sample: with as many units as stimuli it is 1, whatever the data.",
    "Packages differ in the direction and in how they pool units.",
  ],
  compare: (x, y, { target: side }) => {
    requireVariance(x, y);
    return side === "x" ? explained(x, y) : explained(y, x);
  },
  similarity: (value) => value,
});

/** R² of least squares on held-out stimuli. */
const linearRegressionCv = defineMetric({
  name: "linear-regression-cv",
  version: 1,
  title: ({ target: side }) => `Cross-validated linear regression R², ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ aggregate }) =>
    `${aggregate === "pooled" ? "1 − ΣSSE/ΣSST over" : "mean of 1 − SSE/SST over"} ${FOLDS} folds, minimum-norm least squares, SST about the training mean`,
  cite: "doi:10.1111/j.2517-6161.1974.tb00994.x (Stone 1974)",
  direction: "similarity",
  range: [-Infinity, 1],
  symmetric: false,
  invariances: ({ target: side }) => {
    const [predicted, predictor] = [
      without(SIDE.orthogonal, "row-permutation"),
      without(SIDE.affineSpan, "row-permutation"),
    ];
    return side === "x" ? { x: predicted, y: predictor } : { x: predictor, y: predicted };
  },
  minimumRows: 2 * FOLDS,
  cost: "n·p²",
  params: {
    target,
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
    aggregate: word("aggregate", ["pooled", "fold-mean"], "pooled", "how folds become one value"),
  },
  aliases: ["linear_regression-r2-cv=5folds", "linear predictivity"],
  caveats: [
    "Can be far below 0, most of all where there are about as many units as training stimuli.",
    "Folds assume independent rows: with autocorrelated rows it is too high.",
    "Invariance to linear maps of the predictor needs fewer units than training stimuli.",
  ],
  compare: (x, y, { target: side, folds, aggregate }) => {
    requireVariance(x, y);
    const scheme = { lambda: 0, unit: "absolute", folds, aggregate } as const;
    return side === "x" ? crossValidatedR2(x, y, scheme) : crossValidatedR2(y, x, scheme);
  },
  similarity: (value) => value,
});

export default defineFamily({
  id: "linear-regression",
  title: "Linear regression",
  metrics: [linearRegression, linearRegressionCv],
});
