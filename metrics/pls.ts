import type { Transform } from "../core/invariance.ts";
import type { Representation } from "../core/representation.ts";
import { scaleColumns } from "../linalg/elementwise.ts";
import { centered } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { FOLDS, splits } from "./families/folds.ts";
import type { Halves, Predicted } from "./families/held-out.ts";
import { unitFolds } from "./families/held-out.ts";
import { SIDE, withMore, without } from "./families/invariance-classes.ts";
import { partialLeastSquares, unitVariance } from "./families/pls.ts";
import { foldScore } from "./families/unit-scores.ts";
import { plsGradient } from "./gradients/pls.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

type Scaling = "unscaled" | "scaled";

/** Predictions of the test rows of one fold. */
function predict(target: Halves, train: Halves, components: number, scaling: Scaling): Predicted {
  const { test: rows, testValues: actual, mean } = target;
  if (scaling === "unscaled") {
    const predicted = partialLeastSquares(
      train.trainValues,
      train.testValues,
      target.trainValues,
      components,
    );
    return { rows, predicted, actual, mean };
  }
  const predictors = unitVariance(train.trainValues, train.testValues);
  const { train: targets, deviation } = unitVariance(target.trainValues, actual);
  const predicted = partialLeastSquares(predictors.train, predictors.test, targets, components);
  return { rows, predicted: scaleColumns(predicted, deviation), actual, mean };
}

/** How rows are dealt; `none` predicts the rows that were fitted. */
type Dealing = "shuffled" | "contiguous" | "none";

/** The folds of a side unit by unit. */
function foldsOf(x: Representation, folds: Dealing): Halves[] {
  if (folds !== "none") return unitFolds(x, folds);
  const all = Int32Array.from({ length: x.n }, (_, i) => i);
  const values = centered(x);
  return [{ test: all, train: all, trainValues: values, testValues: values, mean: new Float64Array(x.p) }];
}

/** The predictor's folds: rotated to n columns where there are more and only rotations matter. */
function predictorsOf(y: Representation, folds: Dealing, scaling: Scaling): Halves[] {
  const own = foldsOf(y, folds);
  if (scaling === "scaled" || folds === "none") return own;
  return splits(y, folds).map(({ train, test }, k) => ({ ...own[k]!, trainValues: train, testValues: test }));
}

/** Held-out predictions by the directions of the predictor that covary most with the target. */
const pls = defineMetric({
  name: "pls",
  version: 1,
  title: ({ components, scaling, target: side }) =>
    `Partial least squares, ${components} components, ${scaling}, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ components, of, scaling, folds }) =>
    `mean over units of corr(xⱼ, x̂ⱼ)${of === "r2" ? "²" : ""}, x̂ by PLS2 with ${components} components, ` +
    `${scaling === "scaled" ? "units of variance 1" : "variances as they are"}, ` +
    (folds === "none" ? "in sample" : `held-out rows of ${FOLDS} folds`),
  cite: "doi:10.1016/S0169-7439(01)00155-1 (Wold et al. 2001); doi:10.1101/407007 (Schrimpf et al. 2018)",
  direction: "similarity",
  range: ({ of }) => [of === "r2" ? 0 : -1, 1],
  symmetric: false,
  invariances: ({ target: side, scaling, folds }) => {
    const dealt = (given: readonly Transform[]): readonly Transform[] =>
      folds === "none" ? given : without(given, "row-permutation");
    const scaled = dealt(withMore(SIDE.units, "unit-scaling"));
    const predicted = scaling === "scaled" ? scaled : dealt(SIDE.units);
    const predictor = scaling === "scaled" ? scaled : dealt(SIDE.orthogonal);
    return side === "x" ? { x: predicted, y: predictor } : { x: predictor, y: predicted };
  },
  minimumRows: 3 * FOLDS,
  cost: "c·n·p² + c·p³",
  heavy: true,
  params: {
    components: number("components", 25, "how many components are taken", { integer: true }),
    scaling: word(
      "scaling",
      ["unscaled", "scaled"],
      "unscaled",
      "whether every unit is given variance 1 first",
    ),
    target: word("target", ["x", "y"], "x", "the side that is predicted from the other"),
    of: word("of", ["r", "r2"], "r", "what is averaged over units: r or r²"),
    folds: word(
      "folds",
      ["shuffled", "contiguous", "none"],
      "shuffled",
      "how rows are dealt to folds; none scores the rows that were fitted",
    ),
    aggregate: word("aggregate", ["fold-mean", "pooled"], "fold-mean", "how folds become one value"),
  },
  listed: [{}, { scaling: "scaled" }],
  aliases: ["PLS regression", "pls-pearsonr-components=25-cv=5folds", "PLSreg"],
  caveats: [
    "With at least as many components as units it is least squares.",
    "The number of components is part of the measure: libraries default to 2, the field uses 25.",
    "A constant unit of the target has no correlation and is left out.",
  ],
  compare: (x, y, { components, scaling, target: side, of, folds, aggregate }) => {
    requireVariance(x, y);
    const [a, b] = side === "x" ? [x, y] : [y, x];
    const predictors = predictorsOf(b, folds, scaling);
    const predicted = foldsOf(a, folds).map((half, k) => predict(half, predictors[k]!, components, scaling));
    return foldScore(predicted, of, aggregate);
  },
  gradient: (x, y, { target: side, folds, ...chosen }) =>
    plsGradient(x, y, { x: foldsOf(x, folds), y: foldsOf(y, folds) }, side, chosen),
});

export default defineFamily({ id: "pls", title: "Partial least squares", metrics: [pls] });
