import { requireVariance } from "../representation/require.ts";
import {
  crossValidatedAngle,
  crossValidatedAngles,
  type Weigh,
} from "./families/cross-validated-alignment.ts";
import { FOLDS } from "./families/folds.ts";
import { both, SIDE, without } from "./families/invariance-classes.ts";
import { crossValidatedAngleGradient } from "./gradients/cross-validated-alignment.ts";
import { keepFirst } from "./gradients/svcca.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, numberOr, word } from "./registry/params.ts";
import { keptComponents } from "./svcca.ts";

/** The leading components of a training fold, whitened. */
const whitening =
  (kept: Parameters<typeof keptComponents>[1]): Weigh =>
  (sigma) => ({
    weights: sigma.slice(0, keptComponents(sigma, kept)).map((s) => 1 / s),
    beyond: 0,
  });

/** The SVCCA angle on stimuli that neither the components nor the canonical variables have seen. */
const svccaCv = defineMetric({
  name: "svcca-cv",
  version: 1,
  title: ({ components, threshold, of }) =>
    `Cross-validated angular SVCCA, ${components === "auto" ? `PCs with ${threshold} of ${of === "variance" ? "Σσ²" : "Σσ"}` : `${components} PCs`}`,
  formula: `mean over ${FOLDS} folds of the angle between the held-out rows of X and Y, projected onto the whitened leading components and rotated, all fitted to the other rows`,
  cite: "arxiv:1706.05806 (Raghu et al. 2017); arxiv:2110.14739 (Williams et al. 2021)",
  direction: "distance",
  range: [0, Math.PI],
  unit: "radian",
  invariances: both(without(SIDE.orthogonal, "row-permutation")),
  minimumRows: 2 * FOLDS,
  cost: "n·p² + p³",
  heavy: true,
  params: {
    threshold: number("threshold", 0.99, "the share to keep, in (0, 1]"),
    of: word("of", ["variance", "singular-values"], "variance", "what the share is of: Σσ² or Σσ"),
    components: numberOr("components", ["auto"], "auto", "a fixed number of components instead", {
      integer: true,
    }),
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
  },
  aliases: ["svcca-distance=angular-cv=5folds"],
  caveats: [
    "Small components are whitened like large ones: on new stimuli they are mostly noise.",
    "Its gradient is that of the piece on which the numbers of components are constant.",
    "Folds assume independent rows: with autocorrelated rows it is too small.",
  ],
  compare: (x, y, { folds, ...kept }) => {
    requireVariance(x, y);
    return crossValidatedAngle(x, y, folds, whitening(kept));
  },
  allPairs: (xs, ys, { folds, ...kept }) => crossValidatedAngles(xs, ys, folds, whitening(kept)),
  gradient: (x, y, { folds, ...kept }) =>
    crossValidatedAngleGradient(x, y, folds, {
      filter: (sigma) => keepFirst(sigma, keptComponents(sigma, kept)),
      beyond: 0,
      jumps: false,
    }),
  similarity: (value) => 1 - (2 * value) / Math.PI,
});

export default defineFamily({ id: "svcca-cv", title: "Cross-validated SVCCA", metrics: [svccaCv] });
