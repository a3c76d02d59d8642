import type { Representation } from "../core/representation.ts";
import { matrix, type Matrix } from "../core/matrix.ts";
import { inner, scaleRows, squaredNorm, transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "../representation/centered.ts";
import { derived } from "../representation/derived.ts";
import { requireVariance } from "../representation/require.ts";
import {
  columnBasis,
  crossInBasis,
  gramCentered,
  overlap,
  reordered,
  saturated,
  spectrum,
  squaredSize,
} from "../representation/spectral.ts";
import { SIDE, without } from "./families/invariance-classes.ts";
import { mapMissing } from "./families/all-pairs.ts";
import { leastSquaresPairs, MOST_ROWS } from "./families/cross-validated-pairs.ts";
import { reduceCrossBlocks } from "./families/cross-blocks.ts";
import { crossValidatedR2, crossValidatedR2Pairs } from "./families/cross-validated-r2.ts";
import { FOLDS } from "./families/folds.ts";
import { crossValidatedGradient } from "./gradients/cross-validated.ts";
import { fromYGradient, fromYSlope, ofYGradient } from "./gradients/linear-regression.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";
import { relations } from "../representation/row-rules.ts";

const target = word("target", ["x", "y"], "x", "the side that is predicted from the other");

/** U_Y·U_Yᵀ, the projector on the column space of Y, n×n. */
const projector = derived("projector", (y): Matrix => backend().gram(columnBasis(y), false), relations);

/**
 * ‖U_YᵀXc‖²/‖Xc‖²: the share of the variance of X inside the column space of Y. For p₁ > n as ⟨XcXcᵀ, U_YU_Yᵀ⟩, whose
 * two factors all pairs share.
 */
function explained(x: Representation, y: Representation): number {
  if (saturated(y)) return 1;
  const inside =
    x.p > x.n ? inner(gramCentered(x).data, projector(y).data) : squaredNorm(targetInBasis(x, y));
  return Math.min(1, inside / squaredSize(x));
}

/** A matrix with the entries, or singular values, of U_YᵀXc up to a rotation. */
function targetInBasis(x: Representation, y: Representation): Matrix {
  if (reordered(x, y)) return scaleRows(spectrum(x).sigma, overlap(x, y));
  return crossInBasis(x, y) ?? backend().multiply(columnBasis(y), centered(x), { transposeA: true });
}

/** {@link explained} of all pairs: few large products of bases and activations. NaN where a side has no variance. */
function explainedPairs(xs: readonly Representation[], ys: readonly Representation[]): Matrix {
  const varied = (x: Representation): Matrix | undefined => (squaredSize(x) > 0 ? centered(x) : undefined);
  const basis = (y: Representation): Matrix | undefined =>
    squaredSize(y) > 0 && !saturated(y) ? columnBasis(y) : undefined;
  const found = xs.some((x) => x.p > x.n)
    ? matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN))
    : reduceCrossBlocks(xs, ys, varied, (b, x) => Math.min(1, squaredNorm(b) / squaredSize(x)), basis);
  // Left over: sides without variance, saturated predictors, and wide targets, whose pairs share Gram and projector.
  return mapMissing(found, (i, j) =>
    varied(xs[i]!) && squaredSize(ys[j]!) > 0 ? explained(xs[i]!, ys[j]!) : NaN,
  );
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
  gradient: (x, y, { target: side }) => (side === "x" ? fromYGradient(x, y) : ofYGradient(x, y)),
  slope: (x, y, { target: side }) =>
    side === "x"
      ? fromYSlope(x, y, () => explained(x, y))
      : { value: explained(y, x), gradient: ofYGradient(x, y) },
  allPairs: (xs, ys, { target: side }) =>
    side === "x" ? explainedPairs(xs, ys) : transpose(explainedPairs(ys, xs)),
  similarity: (value) => value,
});

/** R² of least squares on held-out stimuli. */
const linearRegressionCv = defineMetric({
  name: "linear-regression-cv",
  version: 1,
  title: ({ target: side }) =>
    `Cross-validated linear regression R², ${side === "x" ? "X from Y" : "Y from X"}`,
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
  gradient: (x, y, { target: side, folds, aggregate }) =>
    crossValidatedGradient(x, y, { lambda: 0, unit: "absolute", folds, aggregate }, side),
  allPairs: (xs, ys, { target: side, folds, aggregate }) => {
    const scheme = { lambda: 0, unit: "absolute", folds, aggregate } as const;
    const pairs = (targets: typeof xs, predictors: typeof xs): Matrix =>
      aggregate === "pooled" && targets.every(({ n }) => n <= MOST_ROWS)
        ? leastSquaresPairs(targets, predictors, folds)
        : crossValidatedR2Pairs(targets, predictors, scheme);
    return side === "x" ? pairs(xs, ys) : transpose(pairs(ys, xs));
  },
  similarity: (value) => value,
});

export default defineFamily({
  id: "linear-regression",
  title: "Linear regression",
  metrics: [linearRegression, linearRegressionCv],
});
