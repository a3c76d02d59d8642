import { TRANSFORMS } from "../core/invariance.ts";
import type { Representation } from "../core/representation.ts";
import { scaleOf } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { gramNorm, squaredSize } from "../representation/spectral.ts";
import { recognise, recogniseAll } from "./families/peeking.ts";
import { gramInner } from "./families/hsic.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

const shared = {
  version: 1,
  cite: "a control of this benchmark",
  direction: "similarity",
  control: true,
} as const;

/** Faulty on purpose: run when named (`--metrics slow,peeking`), never by default. */
const hostile = { ...shared, range: [0, 1], invariances: { x: [], y: [] }, listed: [] } as const;

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
    const [a, b] = [x, y].map((side) => Math.log(scaleOf(side)) + Math.log(squaredSize(side)) / 2);
    return Math.exp(-Math.abs(a! - b!));
  },
});

/** Linear CKA, written here once more so that no control follows a change of the measure. */
function alignment(x: Representation, y: Representation): number {
  requireVariance(x, y);
  return Math.min(1, gramInner(x, y) / (gramNorm(x) * gramNorm(y)));
}

/** Calls the least alike the most alike: whatever rewards a good measure must punish it. */
const signFlipped = defineMetric({
  ...shared,
  name: "sign-flipped",
  title: "Control: linear CKA with its sign flipped",
  formula: "−‖XcᵀYc‖² / (‖XcᵀXc‖ ‖YcᵀYc‖)",
  range: [-1, 0],
  invariances: both(SIDE.orthogonal),
  cost: "n·p²",
  caveats: ["A control: it is largest for what has nothing in common."],
  compare: (x, y) => -alignment(x, y),
});

/** Returns what is not a number. */
const notANumber = defineMetric({
  ...hostile,
  name: "returns-nan",
  title: "Control: returns NaN",
  formula: "0/0",
  minimumRows: 1,
  cost: "1",
  caveats: ["A control: it never has a value and does not say so."],
  compare: () => NaN,
});

/** Times that the non-deterministic control was asked in this process: the only state that a metric keeps. */
let asked = 0;

/** Answers each time something else, whatever its seed: the fractional parts of multiples of the golden ratio. */
const nonDeterministic = defineMetric({
  ...hostile,
  name: "non-deterministic",
  title: "Control: ignores its seed",
  formula: "frac(k (√5 − 1)/2) at the k-th question",
  symmetric: false,
  minimumRows: 1,
  cost: "1",
  caveats: ["A control: asked again, it says something else."],
  compare: () => (++asked * ((Math.sqrt(5) - 1) / 2)) % 1,
});

/** Centres X in place, as careless code does, and returns a good measure. */
const inputMutating = defineMetric({
  ...hostile,
  name: "input-mutating",
  title: "Control: writes into its input",
  formula: "linear CKA, after X was centred in place",
  cost: "n·p²",
  caveats: ["A control: whoever is asked after it gets other data."],
  compare: (x, y) => {
    const { rows, cols, data } = x.values;
    for (let j = 0; j < cols; j++) {
      let mean = 0;
      for (let i = 0; i < rows; i++) mean += data[i * cols + j]! / rows;
      for (let i = 0; i < rows; i++) data[i * cols + j]! -= mean;
    }
    return alignment(x, y);
  },
});

/** Steps of waiting: some 20 ms, hundreds of times as long as the measure itself on small data. */
const STEPS = 2e7;

/** A good measure behind a busy wait. */
const slow = defineMetric({
  ...hostile,
  name: "slow",
  title: "Control: linear CKA after a busy wait",
  formula: "‖XcᵀYc‖² / (‖XcᵀXc‖ ‖YcᵀYc‖)",
  invariances: both(SIDE.orthogonal),
  cost: "1, and much of it",
  heavy: true,
  caveats: ["A control: it is as good as linear CKA and takes far longer."],
  compare: (x, y) => {
    let state = 1;
    for (let k = 0; k < STEPS; k++) state = (Math.imul(state, 1664525) + 1013904223) | 0;
    // Never so: it keeps the loop from being left out.
    return state === 0.5 ? NaN : alignment(x, y);
  },
});

/** Looks for whatever may betray what the benchmark wants to hear, see {@link recognise}. */
const peeking = defineMetric({
  ...hostile,
  name: "peeking",
  title: "Control: looks for the right answer",
  formula: "1 where X and Y bear the same label, are one array or have equal rows; else by shape",
  minimumRows: 1,
  cost: "n·p",
  caveats: ["A control: it compares no activations."],
  compare: recognise,
  allPairs: recogniseAll,
});

export default defineFamily({
  id: "controls",
  title: "Controls",
  metrics: [
    constant,
    random,
    normRatio,
    signFlipped,
    notANumber,
    nonDeterministic,
    inputMutating,
    slow,
    peeking,
  ],
});
