import { product } from "../binary/shape.ts";
import { fault } from "../fault.ts";
import { POLICIES, type Layout, type Policy } from "./layout.ts";

/** What is to be done with an array of a known shape. All sides are products of sides of that shape. */
export interface Plan {
  readonly stimuli: number;
  /** The number of trials; undefined where there is no such axis. */
  readonly trials: { readonly count: number; readonly axis: number } | undefined;
  /** Numbers that lie before and after the axis of the trials, in one stimulus. */
  readonly around: { readonly outer: number; readonly inner: number };
  readonly policy: Policy;
  readonly channels: number;
  readonly positions: number;
  readonly channelsFirst: boolean;
  /** The matrix: rows of one stimulus, and columns. */
  readonly rowsPerStimulus: number;
  readonly cols: number;
}

const sidesText = (shape: readonly number[]): string => shape.join("×");

function trialsAxis(shape: readonly number[], asked: number, name: string): number {
  const axis = asked < 0 ? asked + shape.length : asked;
  const got = `axis ${asked} of ${sidesText(shape)}`;
  if (!Number.isSafeInteger(axis) || axis < 0 || axis >= shape.length || shape.length < 2) {
    throw fault("io/trials", name, "has no such axis of trials", {
      got,
      remedy: `name one of ${shape.length} axes, beside which there is one of stimuli`,
    });
  }
  if (shape[axis] === 0) throw fault("io/trials", name, "has no trial", { got, remedy: "give at least one" });
  return axis;
}

function requirePolicy(sides: readonly number[], { policy, channels }: Layout, name: string): Policy {
  if (policy === undefined) {
    throw fault("io/not-a-matrix", name, "must have two dimensions, stimuli × units, or a declared layout", {
      got: sidesText(sides),
      remedy: `choose --policy ${POLICIES.join("|")}, the latter two with --channels first|last, or --trials AXIS`,
    });
  }
  if (!POLICIES.includes(policy)) {
    throw fault("io/policy", name, "policy must be one that is known", {
      got: policy,
      remedy: `use ${POLICIES.join(", ")}`,
    });
  }
  if (policy !== "flatten" && channels !== "first" && channels !== "last") {
    throw fault("io/policy", name, `the policy ${policy} must know where the channels are`, {
      got: `${sidesText(sides)} and channels ${String(channels)}`,
      remedy:
        "choose --channels first for n×channels×… (PyTorch), last for n×…×channels (TensorFlow, tokens)",
    });
  }
  return policy;
}

/**
 * Works out what a layout makes of a shape. One dimension is a single unit (n×1).
 *
 * @throws EtalonError `io/not-a-matrix` for a single value, or more than two dimensions without a policy; `io/policy`
 * for an unknown policy or undeclared channels; `io/trials` for an axis that is not there or is empty.
 */
export function plan(shape: readonly number[], layout: Layout, name: string): Plan {
  if (shape.length === 0) {
    throw fault("io/not-a-matrix", name, "must have two dimensions, stimuli × units", {
      got: "a single value",
      remedy: "save the activations, not a summary of them",
    });
  }
  const axis = layout.trials === undefined ? undefined : trialsAxis(shape, layout.trials, name);
  const [stimuli = 0, ...sides] = shape.filter((_, k) => k !== axis);
  const shared = {
    stimuli,
    trials: axis === undefined ? undefined : { count: shape[axis]!, axis },
    around: axis
      ? { outer: product(shape.slice(1, axis)), inner: product(shape.slice(axis + 1)) }
      : { outer: 1, inner: 1 },
  };
  const width = product(sides);
  if (sides.length < 2) {
    const flat = { policy: "flatten", channels: width, positions: 1, channelsFirst: false } as const;
    return { ...shared, ...flat, rowsPerStimulus: 1, cols: width };
  }
  const policy = requirePolicy([stimuli, ...sides], layout, name);
  const channelsFirst = layout.channels === "first";
  const channels = channelsFirst ? sides[0]! : sides.at(-1)!;
  const positions = product(channelsFirst ? sides.slice(1) : sides.slice(0, -1));
  if (policy === "pool" && positions === 0) {
    throw fault("io/policy", name, "has no position to take the mean of", {
      got: sidesText(shape),
      remedy: "use flatten",
    });
  }
  return {
    ...shared,
    policy,
    channels,
    positions,
    channelsFirst,
    rowsPerStimulus: policy === "positions" ? positions : 1,
    cols: policy === "flatten" ? width : channels,
  };
}
