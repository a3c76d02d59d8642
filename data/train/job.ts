import type { StackName } from "../../generators/networks/architecture.ts";

/** All that the training of one convolutional network depends on, besides the data. */
export interface ConvJob {
  readonly kind: "convolutional";
  readonly seed: number;
  readonly stack: StackName;
  readonly width: number;
  readonly epochs: number;
  readonly batch: number;
  readonly peakRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Share of the training labels that are drawn again, uniformly over the classes. */
  readonly labelNoise: number;
  /** `upper` and `lower` are classes 5–9 and 0–4 alone. */
  readonly classes: "all" | "lower" | "upper";
}

/** The recipe of c6 but for the weight decay, which a sweep chooses. */
export const CONV_DEFAULTS = {
  kind: "convolutional",
  stack: "c6",
  width: 1,
  epochs: 10,
  batch: 64,
  peakRate: 0.05,
  momentum: 0.9,
  labelNoise: 0,
  classes: "all",
} as const satisfies Partial<ConvJob>;

/** A c6 with the default recipe but for what is said. */
export function convJob(settings: Partial<ConvJob> & Pick<ConvJob, "seed" | "weightDecay">): ConvJob {
  return { ...CONV_DEFAULTS, ...settings };
}

/** All that the training of one attention network depends on, besides the data. */
export interface AttentionJob {
  readonly kind: "attention";
  readonly seed: number;
  readonly epochs: number;
  readonly batch: number;
  readonly peakRate: number;
  readonly weightDecay: number;
}

/** The recipe of the attention network but for peak rate and weight decay, which a sweep chooses. */
export const ATTENTION_DEFAULTS = {
  kind: "attention",
  epochs: 6,
  batch: 64,
} as const satisfies Partial<AttentionJob>;

/** An attention network with the default recipe. */
export function attentionJob(
  settings: Pick<AttentionJob, "seed" | "peakRate" | "weightDecay">,
): AttentionJob {
  return { ...ATTENTION_DEFAULTS, ...settings };
}

/** Anything that can be trained. */
export type Job = ConvJob | AttentionJob | RecurrentJob;

/** All that the training of one recurrent network depends on: Adam on fresh trials of the decision task. */
export interface RecurrentJob {
  readonly kind: "recurrent";
  readonly seed: number;
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
  /** Largest norm of the gradient. */
  readonly clip: number;
}

/** A recurrent network with the one recipe there is. */
export function recurrentJob(seed: number): RecurrentJob {
  return { kind: "recurrent", seed, steps: 1500, batch: 64, rate: 2e-3, clip: 1 };
}
