import { TRANSFORMS } from "../core/invariance.ts";
import { centeredScaled } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { squaredSize } from "../representation/spectral.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

const shared = {
  version: 1,
  cite: "a control of this benchmark",
  direction: "similarity",
  control: true,
} as const;

/** Says the same of everything: perfectly invariant, unbiased, cheap, and empty. */
const constant = defineMetric({
  ...shared,
  name: "constant",
  title: "Control: a constant",
  formula: "½",
  range: [0, 1],
  invariances: both(TRANSFORMS),
  minimumRows: 1,
  cost: "1",
  caveats: ["A control: it knows nothing."],
  compare: () => 0.5,
});

/** Says anything of everything. */
const random = defineMetric({
  ...shared,
  name: "random",
  title: "Control: a random number",
  formula: "u ~ U(0, 1)",
  range: [0, 1],
  symmetric: false,
  invariances: { x: [], y: [] },
  minimumRows: 1,
  cost: "1",
  caveats: ["A control: it knows nothing."],
  compare: (_x, _y, _params, { random: source }) => source.uniform(),
});

/** Compares how large the activations are and nothing else. */
const normRatio = defineMetric({
  ...shared,
  name: "norm-ratio",
  title: "Control: ratio of norms",
  formula: "min(‖Xc‖, ‖Yc‖) / max(‖Xc‖, ‖Yc‖)",
  range: [0, 1],
  invariances: both(SIDE.rigid),
  cost: "n·p",
  usesCorrespondence: false,
  caveats: ["A control: it ignores which stimulus is which."],
  compare: (x, y) => {
    requireVariance(x, y);
    const [a, b] = [x, y].map(
      (side) => Math.log(centeredScaled(side).scale) + Math.log(squaredSize(side)) / 2,
    );
    return Math.exp(-Math.abs(a! - b!));
  },
});

export default defineFamily({ id: "controls", title: "Controls", metrics: [constant, random, normRatio] });
