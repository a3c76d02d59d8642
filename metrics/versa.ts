import type { Matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { addToRows } from "../linalg/elementwise.ts";
import { centeredScaled } from "../representation/centered.ts";
import { distanceTriangle } from "../representation/distances.ts";
import { rowDirections } from "../representation/directions.ts";
import { tieGroups, type TieGroups } from "../representation/ranks.ts";
import { requireVariance } from "../representation/require.ts";
import { FOLDS } from "./families/folds.ts";
import { heldOut } from "./families/held-out.ts";
import { SIDE, without } from "./families/invariance-classes.ts";
import { concordance, tauB } from "./families/kendall.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { numberOr, word } from "./registry/params.ts";

/** The order of the correlation distances between rows. */
function distanceOrder(values: Matrix, name: string): TieGroups {
  const made = rowDirections({ n: values.rows, p: values.cols, values });
  if ("reason" in made) throw new Undefined(`${name} ${made.reason}`);
  const groups = tieGroups(distanceTriangle(made.made).values);
  if (groups.size.length < 2) throw new Undefined(`${name} has all stimuli of a test fold equally far apart`);
  return groups;
}

/** The column means of X in the units of the scaled centred matrix: what centring took off. */
function offsetsOf(x: Representation): Float64Array {
  const { matrix: xc, scale } = centeredScaled(x);
  return Float64Array.from({ length: x.p }, (_, j) => x.values.data[j]! / scale - xc.data[j]!);
}

/** Representational similarity of the target and of its linear prediction, on held-out stimuli. */
const versa = defineMetric({
  name: "versa",
  version: 1,
  title: ({ target: side }) =>
    `RSA of held-out linear predictions, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: `mean over ${FOLDS} folds of Kendall's τ_b between the correlation distances of the held-out rows of X and of their ridge predictions from Y`,
  cite: "doi:10.1101/2024.08.07.607035 (Soni et al. 2024)",
  direction: "similarity",
  range: [-1, 1],
  symmetric: false,
  invariances: ({ target: side, lambda, unit }) => {
    // Correlation over units, of activations with their offsets: a common shift of all units is all that it ignores.
    const target = without(SIDE.units, "sign-flip", "zero-padding", "translation", "row-permutation");
    const ridge = unit === "trace" ? without(SIDE.orthogonal, "zero-padding") : SIDE.rigid;
    const predictor = without(lambda === "0" ? SIDE.affineSpan : ridge, "row-permutation");
    return side === "x" ? { x: target, y: predictor } : { x: predictor, y: target };
  },
  minimumRows: 3 * FOLDS,
  cost: "n·p² + n²·(p + log n)",
  heavy: true,
  params: {
    lambda: numberOr("lambda", ["0", "grid"], "grid", "λ, 0 for least squares, or chosen from a grid"),
    unit: word("unit", ["trace", "rows", "absolute"], "trace", "what λ is multiplied by"),
    target: word("target", ["x", "y"], "x", "the side that is predicted from the other"),
    folds: word("folds", ["shuffled", "contiguous"], "shuffled", "how rows are dealt to folds"),
  },
  aliases: ["VERSA", "voxel-encoded RSA", "RSA after a linear mapping"],
  caveats: [
    "Correlation distances over units: at least two units, and no stimulus with the same activation in all of them.",
    "A linear prediction is first made, so that it is closer to regression than to RSA.",
  ],
  compare: (x, y, { lambda, target: side, ...rest }) => {
    requireVariance(x, y);
    const [target, predictor] = side === "x" ? [x, y] : [y, x];
    const scheme = {
      ...rest,
      aggregate: "fold-mean",
      lambda: lambda === "grid" ? lambda : Number(lambda),
    } as const;
    const folds = heldOut(target, predictor, scheme);
    const offsets = offsetsOf(target);
    let total = 0;
    for (const { predicted, actual, mean } of folds) {
      const back = mean.map((value, j) => value + offsets[j]!);
      const [found, wanted] = [predicted, actual].map((values) => addToRows(values, back));
      total += tauB(
        concordance(distanceOrder(wanted!, "the target"), distanceOrder(found!, "its prediction")),
      );
    }
    return total / folds.length;
  },
});

export default defineFamily({ id: "versa", title: "RSA of linear predictions", metrics: [versa] });
