import type { Representation } from "../core/representation.ts";
import { combine } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { gramNorm, squaredSize } from "../representation/spectral.ts";
import { gramInner, gramInners } from "./families/hsic.ts";
import { mapEntries } from "./families/all-pairs.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { fromScaled } from "./gradients/raw.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** tr K_X·tr K_Y·⟨K_X, K_Y⟩ / (‖K_X‖²‖K_Y‖²). */
function ofInner(inner: number, x: Representation, y: Representation): number {
  const [a, b] = [gramNorm(x), gramNorm(y)];
  return (squaredSize(x) / a) * (squaredSize(y) / b) * (inner / (a * b));
}

function shared(x: Representation, y: Representation): number {
  requireVariance(x, y);
  return ofInner(gramInner(x, y), x, y);
}

/** How many dimensions two representations share, counted as the participation ratio counts. */
const ensd = defineMetric({
  name: "ensd",
  version: 1,
  title: "Effective number of shared dimensions",
  formula: "tr(K_X)·tr(K_Y)·⟨K_X, K_Y⟩ / (‖K_X‖²‖K_Y‖²) = CKA·√(R_X·R_Y), R = (Σλ)²/Σλ²",
  cite: "doi:10.1101/2023.07.27.550815 (Giaffar et al. 2023)",
  direction: "similarity",
  range: [0, Infinity],
  invariances: both(SIDE.orthogonal),
  cost: "n·p²",
  aliases: ["effective number of shared dimensions", "ENSD"],
  caveats: [
    "Not normalised: it is the participation ratio for a representation with itself, at most n − 1.",
    "Its published angle, arccos(ENSD/√(R_X·R_Y)), is the angle of linear CKA: cka-angular, over π/2.",
  ],
  compare: shared,
  allPairs: (xs, ys) => mapEntries(gramInners(xs, ys), (inner, i, j) => ofInner(inner, xs[i]!, ys[j]!)),
  gradient: (x, y) => {
    const value = shared(x, y);
    const [xc, yc] = [centered(x), centered(y)];
    const gram = (of: typeof xc): typeof xc =>
      backend().multiply(of, backend().multiply(of, yc, { transposeA: true }));
    // ln ENSD = ln tr K_Y + ln⟨K_X, K_Y⟩ − 2·ln‖K_Y‖ + terms of X.
    const own = combine(2 / squaredSize(y), yc, -4 / gramNorm(y) ** 2, gram(yc));
    const common = (2 * squaredSize(x) * squaredSize(y)) / gramNorm(x) ** 2 / gramNorm(y) ** 2;
    return fromScaled(y, combine(value, own, common, gram(xc)));
  },
});

export default defineFamily({ id: "ensd", title: "Effective number of shared dimensions", metrics: [ensd] });
