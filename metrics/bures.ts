import { closure } from "../core/invariance.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered, scaleOf } from "../representation/centered.ts";
import { requireFinite } from "../representation/require.ts";
import { nuclearNorm } from "../representation/singular-values.ts";
import { squaredSize } from "../representation/spectral.ts";
import { alignedDistance } from "./families/alignment.ts";
import { both } from "./families/invariance-classes.ts";
import { buresCovarianceGradient } from "./gradients/bures.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** @throws Undefined for different numbers of units. */
function requireSameUnits(x: Representation, y: Representation): void {
  if (x.p !== y.p) throw new Undefined(`needs the same units on both sides: X has ${x.p}, Y has ${y.p}`);
}

/** The Bures distance of the two covariance matrices: how far two Gaussians with these covariances are apart. */
const buresCovariance = defineMetric({
  name: "bures-covariance",
  version: 1,
  title: "Bures distance of covariance matrices",
  formula: "√(tr Σ_X + tr Σ_Y − 2·tr((Σ_X^½ Σ_Y Σ_X^½)^½)) = √((‖Xc‖² + ‖Yc‖² − 2‖XcYcᵀ‖_*)/(n−1)), p1 = p2",
  cite: "doi:10.1016/j.exmath.2018.01.002 (Bhatia, Jain and Lim 2019)",
  direction: "distance",
  range: [0, Infinity],
  axioms: "metric",
  // One and the same rotation of both sides changes nothing; of one side it does.
  invariances: both(closure(["translation", "row-permutation"])),
  cost: "n²·p + n³",
  listed: [],
  aliases: ["Wasserstein-2 distance of Gaussians", "Fréchet distance of centred Gaussians"],
  caveats: [
    "Needs the same units on both sides: it is undefined for p1 ≠ p2.",
    "Ignores which stimulus is which. On the Gram matrices the same distance is procrustes-size-and-shape.",
  ],
  usesCorrespondence: false,
  compare: (x, y) => {
    requireSameUnits(x, y);
    const [sx, sy] = [scaleOf(x), scaleOf(y)];
    const scale = Math.max(sx, sy);
    const [a, b] = [Math.sqrt(squaredSize(x)), Math.sqrt(squaredSize(y))];
    // min over O of ‖O·Xc − Yc‖ with O acting on the rows: Procrustes of the transposes, and of their triangles R.
    const [f, g] = [x, y].map((side) => transpose(backend().qrR(centered(side))));
    const root = Math.sqrt(x.n - 1);
    if (a === 0 || b === 0) return requireFinite((a * sx + b * sy) / root);
    const nuclear = nuclearNorm(backend().multiply(f!, g!, { transposeA: true }));
    const value = alignedDistance(
      { f: f!, g: g!, sizes: [a, b], nuclear },
      a * (sx / scale),
      b * (sy / scale),
    );
    return requireFinite((value / root) * scale);
  },
  gradient: (x, y) => {
    requireSameUnits(x, y);
    return buresCovarianceGradient(x, y);
  },
});

export default defineFamily({
  id: "bures",
  title: "Bures distance of covariances",
  metrics: [buresCovariance],
});
