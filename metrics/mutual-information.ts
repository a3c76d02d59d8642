import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { requireVariance } from "../representation/require.ts";
import { canonicalCorrelations } from "../representation/spectral.ts";
import { overCorrelations } from "./families/canonical.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { mutualInformationGradient } from "./gradients/cca.ts";
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

/** @throws Undefined where a side has no variance, or the information is infinite. */
function information(x: Representation, y: Representation): number {
  requireVariance(x, y);
  const value = gaussianInformation(canonicalCorrelations(x, y));
  if (value === Infinity) throw new Undefined("infinite: a canonical correlation is 1");
  return value;
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
  compare: information,
  gradient: (x, y) => {
    information(x, y);
    return mutualInformationGradient(x, y);
  },
  allPairs: (xs, ys) =>
    overCorrelations(xs, ys, (rho) => {
      const value = gaussianInformation(rho);
      return value === Infinity ? NaN : value;
    }),
});

export default defineFamily({ id: "mutual-information", title: "Mutual information", metrics: [gaussian] });
