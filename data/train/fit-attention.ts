import { ATTENTION } from "../../generators/networks/attention-architecture.ts";
import type { AttentionParameters } from "../../generators/networks/attention-parameters.ts";
import { initialAttentionParameters } from "../../generators/networks/attention-parameters.ts";
import type { Images, InputScale } from "../../generators/networks/images.ts";
import { inputOf } from "../../generators/networks/images.ts";
import { inputScale } from "./accuracy.ts";
import type { Moments } from "./adam.ts";
import { adamStep, initialMoments } from "./adam.ts";
import { attentionGradients } from "./attention-network.ts";
import type { ReportEpoch } from "./epochs.ts";
import { forEpochs } from "./epochs.ts";
import type { AttentionJob } from "./job.ts";

/** A trained attention network with the scale of its input. */
export interface FittedAttention {
  readonly network: AttentionParameters;
  readonly scale: InputScale;
}

/** Trains one attention network; initial weights and the order of the images derive from the job's seed. */
export function fitAttention(
  job: AttentionJob,
  images: Images,
  report: ReportEpoch = () => undefined,
): FittedAttention {
  const scale = inputScale(images);
  const network = initialAttentionParameters(ATTENTION, job.seed);
  let moments: Moments | undefined;
  const step = (batch: Images, rate: number): number => {
    const { loss, parameters } = attentionGradients(ATTENTION, network, inputOf(batch, scale), batch.labels);
    moments ??= initialMoments(parameters);
    adamStep(parameters, moments, { rate, weightDecay: job.weightDecay });
    return loss.value;
  };
  forEpochs(job, images, step, report);
  return { network, scale };
}
