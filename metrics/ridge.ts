import type { Matrix } from "../core/matrix.ts";
import type { Slope } from "../core/metric.ts";
import type { Representation } from "../core/representation.ts";
import { inner, scaleColumns, scaleRows, squaredNorm, transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered, scaleOf } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { compact, overlap, reordered, spectrum, squaredSize } from "../representation/spectral.ts";
import { reduceCrossBlocks } from "./families/cross-blocks.ts";
import { crossValidatedR2, crossValidatedR2Pairs } from "./families/cross-validated-r2.ts";
import { FOLDS } from "./families/folds.ts";
import { SIDE, without } from "./families/invariance-classes.ts";
import { ridgeFilter } from "./families/predict.ts";
import type { LambdaUnit } from "./families/ridge.ts";
import { LAMBDA_GRID, penalty } from "./families/ridge.ts";
import type { Invariances } from "../core/invariance.ts";
import { slopesAlong } from "./gradients/ascent.ts";
import { crossValidatedGradient } from "./gradients/cross-validated.ts";
import {
  ridgeFromYAscent,
  ridgeFromYGradient,
  ridgeFromYSlope,
  ridgeOfYGradient,
} from "./gradients/ridge.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, numberOr, word } from "./registry/params.ts";

const target = word("target", ["x", "y"], "x", "the side that is predicted from the other");

const UNIT_TEXT = { absolute: "λ", rows: "λ·n", trace: "λ·tr(YᵀY)/p" } as const;

/** The predicted side keeps its shape; the predictor also its size, unless λ is in units of its variance. */
function invariances(side: "x" | "y", unit: LambdaUnit): Invariances {
  // Silent or doubled units change the p of tr/p.
  const predictor = unit === "trace" ? without(SIDE.orthogonal, "zero-padding") : SIDE.rigid;
  return side === "x" ? { x: SIDE.orthogonal, y: predictor } : { x: predictor, y: SIDE.orthogonal };
}

/** 2f − f² with f = σ²/(σ² + κ): what of the variance of a target along each uᵢ is explained. */
function keptShares(y: Representation, lambda: number, unit: LambdaUnit): Float64Array {
  const { sigma, rank } = spectrum(y);
  const kappa = penalty(lambda, unit, y.n, squaredSize(y), y.p, scaleOf(y));
  return ridgeFilter(sigma.slice(0, rank), kappa).map((f) => 2 * f - f ** 2);
}

/** Σ(2f − f²)‖u_iᵀXc‖² / ‖Xc‖² with f = σ_Y²/(σ_Y² + κ): 1 − SSE/SST of the ridge fit. */
function inSampleR2(x: Representation, y: Representation, lambda: number, unit: LambdaUnit): number {
  const { u } = spectrum(y);
  const kept = keptShares(y, lambda, unit);
  // The lengths of the rows of U_YᵀXc, of an order of rows from the overlap that all measures share.
  const inside = reordered(x, y)
    ? transpose(scaleRows(spectrum(x).sigma, overlap(x, y)))
    : backend().multiply(u, centered(x), { transposeA: true });
  let explained = 0;
  for (let i = 0; i < kept.length; i++) {
    const row = inside.data.subarray(i * inside.cols, (i + 1) * inside.cols);
    explained += kept[i]! * inner(row, row);
  }
  return explained / squaredSize(x);
}

/** {@link inSampleR2} of all pairs: ‖XcᵀW_Y‖² with W_Y = U·diag(√(2f − f²)), in few large products. */
const inSamplePairs = (
  xs: readonly Representation[],
  ys: readonly Representation[],
  lambda: number,
  unit: LambdaUnit,
): Matrix =>
  reduceCrossBlocks(
    xs,
    ys,
    (x) => (squaredSize(x) > 0 ? compact(x) : undefined),
    (cross, x) => squaredNorm(cross) / squaredSize(x),
    (y) =>
      squaredSize(y) > 0
        ? scaleColumns(spectrum(y).u, keptShares(y, lambda, unit).map(Math.sqrt))
        : undefined,
  );

/** The value and gradient of ridge regression of Y on X. */
const ofYSlope = (x: Representation, y: Representation, lambda: number, unit: LambdaUnit): Slope => ({
  value: inSampleR2(y, x, lambda, unit),
  gradient: ridgeOfYGradient(x, y, lambda, unit),
});

/** In-sample R² of ridge regression, all units pooled. */
const ridge = defineMetric({
  name: "ridge",
  version: 1,
  title: ({ lambda, target: side }) =>
    `Ridge regression R², λ = ${lambda}, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ unit }) => `Σ(2fᵢ − fᵢ²)‖uᵢᵀXc‖² / ‖Xc‖², f = σ²/(σ² + κ), κ = ${UNIT_TEXT[unit]}`,
  cite: "doi:10.1080/00401706.1970.10488634 (Hoerl and Kennard 1970)",
  direction: "similarity",
  range: [0, 1],
  symmetric: false,
  invariances: ({ target: side, unit }) => invariances(side, unit),
  cost: "n·p²",
  params: {
    lambda: number("lambda", 1, "λ, above 0"),
    unit: word("unit", ["trace", "rows", "absolute"], "trace", "what λ is multiplied by"),
    target,
  },
  listed: [],
  aliases: ["ridge-lambda=1-r2"],
  caveats: ["An absolute λ depends on the units in which activations are measured."],
  compare: (x, y, { lambda, unit, target: side }) => {
    requireVariance(x, y);
    return side === "x" ? inSampleR2(x, y, lambda, unit) : inSampleR2(y, x, lambda, unit);
  },
  allPairs: (xs, ys, { lambda, unit, target: side }) =>
    side === "x" ? inSamplePairs(xs, ys, lambda, unit) : transpose(inSamplePairs(ys, xs, lambda, unit)),
  gradient: (x, y, { lambda, unit, target: side }) =>
    side === "x" ? ridgeFromYGradient(x, y, lambda, unit) : ridgeOfYGradient(x, y, lambda, unit),
  slope: (x, y, { lambda, unit, target: side }) =>
    side === "x" ? ridgeFromYSlope(x, y, lambda, unit) : ofYSlope(x, y, lambda, unit),
  ascent: (x, width, { lambda, unit, target: side }) =>
    side === "x"
      ? ridgeFromYAscent(x, width, lambda, unit)
      : slopesAlong(x, width, (_, y) => ofYSlope(x, y, lambda, unit)),
});

/** R² of ridge regression on held-out stimuli. */
const ridgeCv = defineMetric({
  name: "ridge-cv",
  version: 1,
  title: ({ lambda, target: side }) =>
    `Cross-validated ridge R², ${lambda === "grid" ? "λ chosen" : `λ = ${lambda}`}, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ lambda, unit, aggregate }) =>
    `${aggregate === "pooled" ? "1 − ΣSSE/ΣSST over" : "mean of 1 − SSE/SST over"} ${FOLDS} folds, κ = ${UNIT_TEXT[unit]}` +
    (lambda === "grid"
      ? `, λ of ${LAMBDA_GRID.length} from ${LAMBDA_GRID[0]} to ${LAMBDA_GRID.at(-1)} by generalised cross-validation inside the training fold`
      : `, λ = ${lambda}`),
  cite: "doi:10.1080/00401706.1979.10489751 (Golub, Heath and Wahba 1979)",
  direction: "similarity",
  range: [-Infinity, 1],
  symmetric: false,
  invariances: ({ target: side, unit }) => {
    const { x, y } = invariances(side, unit);
    return { x: without(x, "row-permutation"), y: without(y, "row-permutation") };
  },
  minimumRows: 2 * FOLDS,
  cost: "n·p²",
  params: {
    lambda: numberOr("lambda", ["grid"], "grid", "λ, above 0, or chosen from a grid"),
    unit: word("unit", ["trace", "rows", "absolute"], "trace", "what λ is multiplied by"),
    target,
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
    aggregate: word("aggregate", ["pooled", "fold-mean"], "pooled", "how folds become one value"),
  },
  aliases: ["ridge-lambda=1-r2-cv=5folds", "neural predictivity"],
  caveats: ({ lambda }) => [
    "Not symmetric: a rich representation predicts a poor one better than the reverse.",
    "Folds assume independent rows: with autocorrelated rows it is too high.",
    ...(lambda === "grid" ? ["Its gradient is that of the piece on which the choice of λ is constant."] : []),
  ],
  compare: (x, y, { target: side, ...scheme }) => {
    requireVariance(x, y);
    return side === "x" ? crossValidatedR2(x, y, scheme) : crossValidatedR2(y, x, scheme);
  },
  allPairs: (xs, ys, { target: side, ...scheme }) =>
    side === "x" ? crossValidatedR2Pairs(xs, ys, scheme) : transpose(crossValidatedR2Pairs(ys, xs, scheme)),
  gradient: (x, y, { target: side, ...scheme }) => crossValidatedGradient(x, y, scheme, side),
});

export default defineFamily({ id: "ridge", title: "Ridge regression", metrics: [ridge, ridgeCv] });
