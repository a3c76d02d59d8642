import { centeredScaled } from "../representation/centered.ts";
import { requireFinite } from "../representation/require.ts";
import { gramInner } from "./families/hsic.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

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
  aliases: ["HSIC", "Hilbert-Schmidt independence criterion", "linear_HSIC"],
  caveats: [
    "Not normalised: values of different representations cannot be compared.",
    "Dominated by the principal components with the largest variance.",
  ],
  compare: (x, y) => {
    const scale = centeredScaled(x).scale * centeredScaled(y).scale;
    return requireFinite((gramInner(x, y) / (x.n - 1) ** 2) * scale * scale);
  },
});

export default defineFamily({
  id: "hsic",
  title: "Hilbert-Schmidt independence criterion",
  metrics: [hsicLinear],
});
