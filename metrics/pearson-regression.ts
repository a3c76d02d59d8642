import type { Invariances } from "../core/invariance.ts";
import type { Matrix } from "../core/matrix.ts";
import { transpose } from "../linalg/elementwise.ts";
import { centered } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { FOLDS } from "./families/folds.ts";
import { heldOut, heldOutPairs } from "./families/held-out.ts";
import { SIDE, withMore, without } from "./families/invariance-classes.ts";
import type { Scheme } from "./families/ridge.ts";
import { inSamplePredictions, LAMBDA_GRID } from "./families/ridge.ts";
import { foldScore, meanUnitScore } from "./families/unit-scores.ts";
import { pearsonCrossValidatedGradient, pearsonInSampleGradient } from "./gradients/pearson-regression.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { numberOr, word } from "./registry/params.ts";

const target = word("target", ["x", "y"], "x", "the side that is predicted from the other");
const unit = word("unit", ["trace", "rows", "absolute"], "trace", "what λ is multiplied by");
const of = word("of", ["r", "r2"], "r", "what is averaged over units: r or r²");

/** Each unit of the target counts alike; the predictor as in regression, its size too unless λ is in its units. */
function invariances(side: "x" | "y", free: boolean, byTrace: boolean, cv: boolean): Invariances {
  const rows = cv ? (["row-permutation"] as const) : [];
  const predicted = without(withMore(SIDE.units, "unit-scaling"), ...rows);
  const ridge = byTrace ? without(SIDE.orthogonal, "zero-padding") : SIDE.rigid;
  const predictor = without(free ? SIDE.affineSpan : ridge, ...rows);
  return side === "x" ? { x: predicted, y: predictor } : { x: predictor, y: predicted };
}

const shared = {
  version: 1,
  cite: "doi:10.1101/407007 (Schrimpf et al. 2018)",
  direction: "similarity",
  symmetric: false,
} as const satisfies Partial<Definition>;

const caveats = [
  "A constant unit of the target has no correlation and is left out; one whose prediction is constant counts as 0.",
  "Every unit of the target counts alike, however little it varies, also where λ is chosen.",
  "A prediction of the wrong size or offset loses nothing: R² is the stricter score.",
];

/** Mean correlation of units with their in-sample predictions. */
const inSample = defineMetric({
  ...shared,
  name: "pearson-regression",
  title: ({ lambda, target: side }) =>
    `Regression, mean r in sample, λ = ${lambda}, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ of: power }) =>
    `mean over units of corr(xⱼ, x̂ⱼ)${power === "r2" ? "²" : ""}, x̂ the ridge fit to all rows`,
  range: ({ of: power }) => [power === "r2" ? 0 : -1, 1],
  invariances: ({ target: side, lambda, unit: by }) =>
    invariances(side, lambda === "0", by === "trace", false),
  cost: "n·p²",
  params: { lambda: numberOr("lambda", ["0"], "0", "λ; 0 is least squares"), unit, target, of },
  listed: [],
  aliases: ["linear_regression-pearsonr", "ridge-lambda=1-pearsonr"],
  caveats: ["In-sample: with as many units as stimuli it is 1, whatever the data.", ...caveats],
  compare: (x, y, { lambda, unit: by, target: side, of: power }) => {
    requireVariance(x, y);
    const [a, b] = side === "x" ? [x, y] : [y, x];
    return meanUnitScore(inSamplePredictions(centered(a), b, Number(lambda), by), centered(a), power);
  },
  gradient: (x, y, { lambda, unit: by, target: side, of: power }) =>
    pearsonInSampleGradient(x, y, { lambda: Number(lambda), unit: by }, side, power),
});

/** λ as it is written: 0 is a word, because numbers are above 0. */
const schemeOf = ({
  lambda,
  ...scheme
}: Omit<Scheme, "lambda"> & { readonly lambda: number | "0" | "grid" }): Scheme => ({
  ...scheme,
  lambda: lambda === "grid" ? lambda : Number(lambda),
});

/** Mean correlation of units with their held-out predictions. */
const crossValidated = defineMetric({
  ...shared,
  name: "pearson-regression-cv",
  title: ({ lambda, target: side }) =>
    `Cross-validated regression, mean r, ${lambda === "grid" ? "λ chosen" : `λ = ${lambda}`}, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ of: power, aggregate, lambda }) =>
    `mean over units${aggregate === "fold-mean" ? " and folds" : ""} of corr(xⱼ, x̂ⱼ)${power === "r2" ? "²" : ""} on held-out rows, ${FOLDS} folds` +
    (lambda === "grid"
      ? `, λ of ${LAMBDA_GRID.length} by generalised cross-validation inside the training fold`
      : ""),
  range: ({ of: power }) => [power === "r2" ? 0 : -1, 1],
  invariances: ({ target: side, lambda, unit: by }) =>
    invariances(side, lambda === "0", by === "trace", true),
  // A test fold needs three rows: any two points correlate perfectly.
  minimumRows: 3 * FOLDS,
  cost: "n·p²",
  heavy: true,
  params: {
    lambda: numberOr("lambda", ["0", "grid"], "grid", "λ, 0 for least squares, or chosen from a grid"),
    unit,
    target,
    of,
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
    aggregate: word("aggregate", ["fold-mean", "pooled"], "fold-mean", "how folds become one value"),
  },
  listed: [{}, { lambda: "0" }],
  aliases: [
    "linear predictivity",
    "neural predictivity",
    "ridge-pearsonr-cv=5folds",
    "linear_regression-pearsonr-cv=5folds",
    "LinearPredictivity",
  ],
  caveats: ({ lambda }) => [
    ...caveats,
    "Pooled over folds, a predictor that learned nothing scores below 0: its guess is the mean of the other folds.",
    "Folds assume independent rows: with autocorrelated rows it is too high.",
    ...(lambda === "grid" ? ["Its gradient is that of the piece on which the choice of λ is constant."] : []),
  ],
  compare: (x, y, { target: side, of: power, ...chosen }) => {
    requireVariance(x, y);
    const [a, b] = side === "x" ? [x, y] : [y, x];
    return foldScore(heldOut(a, b, schemeOf(chosen), true), power, chosen.aggregate);
  },
  allPairs: (xs, ys, { target: side, of: power, ...chosen }) => {
    const pairs = (targets: typeof xs, predictors: typeof xs): Matrix =>
      heldOutPairs(targets, predictors, schemeOf(chosen), (folds) =>
        foldScore(folds, power, chosen.aggregate),
      );
    return side === "x" ? pairs(xs, ys) : transpose(pairs(ys, xs));
  },
  gradient: (x, y, { target: side, of: power, ...chosen }) =>
    pearsonCrossValidatedGradient(x, y, schemeOf(chosen), side, power),
});

export default defineFamily({
  id: "pearson-regression",
  title: "Regression, scored by correlation",
  metrics: [inSample, crossValidated],
});
