import { Undefined } from "../core/outcome.ts";
import { requireVariance } from "../representation/require.ts";
import { canonicalCorrelations } from "../representation/spectral.ts";
import { overCorrelations } from "./families/canonical.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** 1 − ρ² below this is rounding: the information is infinite. */
const PERFECT = 1e-12;

/** −½Σln(1 − ρ²), Infinity where a correlation is 1. */
function gaussianInformation(correlations: Float64Array): number {
  let information = 0;
  for (const rho of correlations) {
    const unexplained = (1 - rho) * (1 + rho);
    if (unexplained < PERFECT) return Infinity;
    information -= Math.log(unexplained) / 2;
  }
  return information;
}

/** Mutual information if X and Y were jointly Gaussian. */
const gaussian = defineMetric({
  name: "mutual-information-gaussian",
  version: 1,
  title: "Gaussian mutual information",
  formula: "−½ Σ ln(1 − ρᵢ²)",
  cite: "doi:10.1002/047174882X (Cover and Thomas 2006), chapter 8",
  direction: "similarity",
  range: [0, Infinity],
  unit: "nat",
  invariances: both(SIDE.affineSpan),
  cost: "n·p²",
  aliases: ["MI", "Gaussian mutual information"],
  caveats: [
    "Infinite (reported as undefined) when a canonical correlation is 1: at identity, and with max(p) ≥ n − 1.",
    "Biased upwards by about p1·p2/(2n).",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    const information = gaussianInformation(canonicalCorrelations(x, y));
    if (information === Infinity) throw new Undefined("infinite: a canonical correlation is 1");
    return information;
  },
  allPairs: (xs, ys) =>
    overCorrelations(xs, ys, (rho) => {
      const information = gaussianInformation(rho);
      return information === Infinity ? NaN : information;
    }),
});

export default defineFamily({ id: "mutual-information", title: "Mutual information", metrics: [gaussian] });
