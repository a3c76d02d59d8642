import { convArchitecture } from "../../generators/networks/architecture.ts";
import type { Images, InputScale } from "../../generators/networks/images.ts";
import { inputOf } from "../../generators/networks/images.ts";
import { inputScale } from "./accuracy.ts";
import type { TrainableConv } from "./conv-network.ts";
import { lossAndGradients, trainableConv } from "./conv-network.ts";
import type { ReportEpoch } from "./epochs.ts";
import { forEpochs } from "./epochs.ts";
import type { ConvJob } from "./job.ts";
import { ofClasses, withLabelNoise } from "./labels.ts";
import type { Velocities } from "./sgd.ts";
import { descend, still } from "./sgd.ts";

/** A trained network with the scale of its input. */
export interface FittedConv {
  readonly network: TrainableConv;
  readonly scale: InputScale;
}

/**
 * Trains one network. Initial weights, order of the images and noise of the labels have sources of their own, all
 * derived from the job's seed.
 */
export function fitConv(job: ConvJob, images: Images, report: ReportEpoch = () => undefined): FittedConv {
  const training = withLabelNoise(ofClasses(images, job.classes), job.labelNoise, job.seed);
  const scale = inputScale(training);
  const network = trainableConv(convArchitecture(job.stack, job.width), job.seed);
  let velocities: Velocities | undefined;
  const step = (batch: Images, rate: number): number => {
    const { loss, parameters } = lossAndGradients(network, inputOf(batch, scale), batch.labels);
    velocities ??= still(parameters);
    descend(parameters, velocities, { rate, momentum: job.momentum, weightDecay: job.weightDecay });
    return loss.value;
  };
  forEpochs(job, training, step, report);
  return { network, scale };
}
