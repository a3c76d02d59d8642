import type { Matrix } from "../core/matrix.ts";
import { selectColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { requireVariance } from "../representation/require.ts";
import { FOLDS } from "./families/folds.ts";
import { unitFolds } from "./families/held-out.ts";
import { SIDE, withMore, without } from "./families/invariance-classes.ts";
import { unitVariance } from "./families/pls.ts";
import { foldScore } from "./families/unit-scores.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/**
 * For each column of `targets` the column of `predictors` that correlates with it most, the first among equals. Those
 * that are constant are no partners, unless there are no others.
 */
function bestPartners(predictors: Matrix, targets: Matrix): Int32Array {
  const [own, others] = [targets, predictors].map((a) => unitVariance(a, a).train);
  const correlations = backend().multiply(own!, others!, { transposeA: true });
  const varies = new Uint8Array(predictors.cols);
  const { rows, cols } = predictors;
  for (let i = 0, at = 0; i < rows; i++)
    for (let k = 0; k < cols; k++, at++) if (others!.data[at] !== 0) varies[k] = 1;
  const partners = new Int32Array(targets.cols);
  for (let j = 0; j < partners.length; j++) {
    const row = j * cols;
    let best = 0;
    for (let k = 1; k < cols; k++) {
      const larger = correlations.data[row + k]! > correlations.data[row + best]!;
      if (varies[k]! > varies[best]! || (varies[k] === varies[best] && larger)) best = k;
    }
    partners[j] = best;
  }
  return partners;
}

/** How well each unit is matched by its best partner, chosen on other stimuli than it is tested on. */
const pairwiseMatching = defineMetric({
  name: "pairwise-matching",
  version: 1,
  title: ({ target: side }) => `Pairwise matching, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: `mean over units and folds of corr(xⱼ, y_m(j)) on held-out rows, m(j) the unit with the largest correlation on the others, ${FOLDS} folds`,
  cite: "arxiv:1511.07543 (Li et al. 2015); doi:10.1101/2024.08.07.607035 (Soni et al. 2024)",
  direction: "similarity",
  range: [-1, 1],
  symmetric: false,
  invariances: ({ target: side }) => {
    const relabelled = without(
      withMore(SIDE.units, "unit-scaling"),
      "sign-flip",
      "negative-scaling",
      "row-permutation",
    );
    // A copy of a partner is as good as the partner; a copy of a target counts twice.
    const predictor = withMore(relabelled, "unit-duplication");
    return side === "x" ? { x: relabelled, y: predictor } : { x: predictor, y: relabelled };
  },
  minimumRows: 3 * FOLDS,
  cost: "n·p²",
  heavy: true,
  params: {
    target: word("target", ["x", "y"], "x", "the side whose units look for a partner"),
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
  },
  aliases: ["pairwisematching", "cross-validated max correlation"],
  caveats: [
    "Partners may be shared. The sign of a unit matters.",
    "A constant unit of the target has no correlation and is left out.",
  ],
  compare: (x, y, { target: side, folds }) => {
    requireVariance(x, y);
    const [targets, predictors] = (side === "x" ? [x, y] : [y, x]).map((one) => unitFolds(one, folds));
    const matched = targets!.map(({ test: rows, trainValues, testValues: actual, mean }, k) => {
      const partners = bestPartners(predictors![k]!.trainValues, trainValues);
      return { rows, actual, mean, predicted: selectColumns(predictors![k]!.testValues, partners) };
    });
    return foldScore(matched, "r", "fold-mean");
  },
  similarity: (value) => value,
});

export default defineFamily({
  id: "pairwise-matching",
  title: "Pairwise matching",
  metrics: [pairwiseMatching],
});
