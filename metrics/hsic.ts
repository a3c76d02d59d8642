import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { scaleOf } from "../representation/centered.ts";
import { requireFinite } from "../representation/require.ts";
import { mapEntries } from "./families/all-pairs.ts";
import { gramInner, gramInners } from "./families/hsic.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { hsicLinearGradient } from "./gradients/cka.ts";
import { finite } from "./gradients/raw.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** ⟨K, L⟩ of the scaled matrices as HSIC in the units of the data. */
function inUnits(gramProduct: number, x: Representation, y: Representation): number {
  const scale = scaleOf(x) * scaleOf(y);
  return (gramProduct / (x.n - 1) ** 2) * scale * scale;
}

/** A side without variance has a covariance of zero. */
const zeroForNaN = (a: Matrix): Matrix => ({
  ...a,
  data: a.data.map((value) => (Number.isNaN(value) ? 0 : value)),
});

/**
 * The Hilbert-Schmidt independence criterion with linear kernels: the squared norm of the cross-covariance matrix.
 * Zero exactly when no unit of X is correlated with any unit of Y; it grows with the fourth power of the scale.
 */
const hsicLinear = defineMetric({
  name: "hsic-linear",
  version: 1,
  title: "Linear HSIC (biased)",
  formula: "‖XcᵀYc‖² / (n−1)²",
  cite: "doi:10.1007/11564089_7 (Gretton et al. 2005)",
  direction: "similarity",
  range: [0, Infinity],
  invariances: both(SIDE.rigid),
  cost: "n·p²",
  aliases: [
    "HSIC",
    "Hilbert-Schmidt independence criterion",
    "linear_HSIC",
    "squared MMD between the joint distribution and the product of its marginals",
  ],
  caveats: [
    "Not normalised: values of different representations cannot be compared.",
    "Dominated by the principal components with the largest variance.",
  ],
  compare: (x, y) => requireFinite(inUnits(gramInner(x, y), x, y)),
  gradient: (x, y) => finite(hsicLinearGradient(x, y)),
  allPairs: (xs, ys) =>
    mapEntries(zeroForNaN(gramInners(xs, ys)), (value, i, j) => {
      const hsic = inUnits(value, xs[i]!, ys[j]!);
      return Number.isFinite(hsic) ? hsic : NaN;
    }),
});

export default defineFamily({
  id: "hsic",
  title: "Hilbert-Schmidt independence criterion",
  metrics: [hsicLinear],
});
