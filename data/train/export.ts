import type { Matrix } from "../../core/matrix.ts";
import { ATTENTION } from "../../generators/networks/attention-architecture.ts";
import { attentionParametersFrom } from "../../generators/networks/attention-parameters.ts";
import { convArchitecture } from "../../generators/networks/architecture.ts";
import { decodeHalf } from "../../generators/networks/half.ts";
import type { Images } from "../../generators/networks/images.ts";
import { parametersFrom, valuesOf } from "../../generators/networks/layout.ts";
import type { NetworkEntry } from "../../generators/networks/zoo-index.ts";
import { accuracyOf } from "./accuracy.ts";
import { evaluateAttention } from "./attention-network.ts";
import { evaluate } from "./conv-network.ts";
import { SIZES } from "./dataset.ts";
import { folded, unfolded } from "./fold.ts";
import { encodeHalf } from "./half.ts";
import type { AttentionJob, ConvJob } from "./job.ts";
import { ofClasses } from "./labels.ts";
import type { Trained } from "./run-job.ts";
import { restoreState } from "./state.ts";

/** The trainer's own forward pass of one network: activations of every layer, and the logits. */
export type Evaluate = (input: Matrix) => { readonly layers: readonly Matrix[]; readonly logits: Matrix };

/** A network ready to be written. */
export interface Exported {
  /** Half-precision parameters. */
  readonly bytes: Uint8Array;
  /** The index entry, but for the place in a file. */
  readonly entry: Omit<NetworkEntry, "offset">;
  /** The network as it was trained, and what is left of it after folding and rounding. */
  readonly before: Evaluate;
  readonly after: Evaluate;
}

/** A network before and after it was rounded, and the numbers to store. */
type Rounded = Pick<Exported, "bytes" | "before" | "after">;

function roundConv(job: ConvJob, state: Float64Array): Rounded {
  const architecture = convArchitecture(job.stack, job.width);
  const before = restoreState(architecture, state);
  const bytes = encodeHalf(valuesOf(folded(before)));
  const after = unfolded(architecture, parametersFrom(architecture, decodeHalf(bytes)));
  return { bytes, before: (input) => evaluate(before, input), after: (input) => evaluate(after, input) };
}

function roundAttention(state: Float64Array): Rounded {
  const bytes = encodeHalf(state);
  const run =
    (values: Float64Array): Evaluate =>
    (input) =>
      evaluateAttention(ATTENTION, attentionParametersFrom(ATTENTION, values), input);
  return { bytes, before: run(state), after: run(decodeHalf(bytes)) };
}

type Training = Pick<
  NetworkEntry,
  "architecture" | "width" | "epochs" | "images" | "peakRate" | "weightDecay" | "labelNoise" | "classes"
>;

/** What the index says of a network's training. */
function trainingOf(job: ConvJob | AttentionJob): Training {
  const { epochs, peakRate, weightDecay } = job;
  const common = { epochs, peakRate, weightDecay };
  if (job.kind === "attention") {
    return {
      architecture: "attention",
      width: 1,
      ...common,
      images: SIZES.large,
      labelNoise: 0,
      classes: "all",
    };
  }
  const { stack, width, labelNoise, classes } = job;
  return { architecture: stack, width, ...common, images: SIZES.training, labelNoise, classes };
}

/** Folds batch norm in, rounds to half precision, and measures both networks on the shipped images. */
export function exportNetwork(
  id: string,
  { job, scale, state, accuracy }: Trained<ConvJob | AttentionJob>,
  shipped: Images,
): Exported {
  const rounded = job.kind === "attention" ? roundAttention(state) : roundConv(job, state);
  const seen = ofClasses(shipped, job.kind === "attention" ? "all" : job.classes);
  const share = (run: Evaluate): number => accuracyOf({ scale, logits: (input) => run(input).logits }, seen);
  return {
    ...rounded,
    entry: {
      id,
      seed: job.seed,
      ...trainingOf(job),
      scale,
      accuracy: { ...accuracy, shipped: share(rounded.before), shippedHalf: share(rounded.after) },
    },
  };
}
