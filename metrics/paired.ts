import { closure } from "../core/invariance.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { sum } from "../linalg/elementwise.ts";
import { standardized } from "../representation/correlation.ts";
import { requireVariance } from "../representation/require.ts";
import { both } from "./families/invariance-classes.ts";
import { iscGradient } from "./gradients/paired.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** @throws Undefined where a side has no variance, or for different numbers of units. */
function requireUnits(x: Representation, y: Representation): void {
  requireVariance(x, y);
  if (x.p !== y.p) throw new Undefined(`needs the same units on both sides: X has ${x.p}, Y has ${y.p}`);
}

/** Mean correlation of each unit with the unit of the same number. */
const isc = defineMetric({
  name: "isc",
  version: 1,
  title: "Inter-subject correlation",
  formula: "mean over j of corr(xⱼ, yⱼ), p1 = p2",
  cite: "doi:10.1126/science.1089506 (Hasson et al. 2004)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(closure(["unit-scaling", "translation", "row-permutation"])),
  cost: "n·p",
  listed: [],
  aliases: ["inter-subject correlation", "unit-wise correlation", "correlation of paired units"],
  caveats: [
    "Needs the same units on both sides, as voxels of aligned brains or two runs of one network; undefined for p1 ≠ p2.",
    "Units that are constant on a side have no correlation and are left out.",
  ],
  compare: (x, y) => {
    requireUnits(x, y);
    const [a, b] = [standardized(x).data, standardized(y).data];
    const [r, varies] = [new Float64Array(x.p), [new Uint8Array(x.p), new Uint8Array(x.p)]];
    for (let k = 0; k < a.length; k++) {
      const j = k % x.p;
      r[j]! += a[k]! * b[k]!;
      if (a[k] !== 0) varies[0]![j] = 1;
      if (b[k] !== 0) varies[1]![j] = 1;
    }
    const counted = r.filter((_, j) => varies[0]![j] === 1 && varies[1]![j] === 1);
    if (counted.length === 0) throw new Undefined("no unit varies in both X and Y");
    return Math.max(-1, Math.min(1, sum(counted) / counted.length));
  },
  gradient: (x, y) => {
    requireUnits(x, y);
    return iscGradient(x, y);
  },
  similarity: (value) => value,
});

export default defineFamily({ id: "paired", title: "Measures of paired units", metrics: [isc] });
