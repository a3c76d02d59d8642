import type { Transform } from "../core/invariance.ts";
import { scaleColumns } from "../linalg/elementwise.ts";
import { requireVariance } from "../representation/require.ts";
import type { PredictorFold } from "./families/folds.ts";
import { FOLDS } from "./families/folds.ts";
import type { Predicted } from "./families/held-out.ts";
import { SIDE, withMore, without } from "./families/invariance-classes.ts";
import type { PlsTarget } from "./families/pls-predictions.ts";
import { plsFolds, plsPredictions, plsPredictors, plsTargets } from "./families/pls-predictions.ts";
import { foldScore } from "./families/unit-scores.ts";
import { plsGradient } from "./gradients/pls.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

/** Predictions of the test rows of one fold. */
function predict(target: PlsTarget, predictor: PredictorFold, components: number): Predicted {
  const { test: rows, testValues: actual, mean, deviation } = target;
  const predicted = plsPredictions(predictor, target, components);
  return {
    rows,
    predicted: deviation === undefined ? predicted : scaleColumns(predicted, deviation),
    actual,
    mean,
  };
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
    const predictors = plsPredictors[scaling](b, folds);
    const predicted = plsTargets[scaling](a, folds).map((half, k) =>
      predict(half, predictors[k]!, components),
    );
    return foldScore(predicted, of, aggregate);
  },
  gradient: (x, y, { target: side, folds, ...chosen }) =>
    plsGradient(x, y, { x: plsFolds(x, folds), y: plsFolds(y, folds) }, side, chosen),
});

export default defineFamily({ id: "pls", title: "Partial least squares", metrics: [pls] });
