import type { Matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { ATTENTION } from "../../generators/networks/attention-architecture.ts";
import { attentionValues } from "../../generators/networks/attention-parameters.ts";
import type { InputScale } from "../../generators/networks/images.ts";
import { recurrentValues } from "../../generators/networks/recurrent.ts";
import { accuracyOf } from "./accuracy.ts";
import { evaluateAttention } from "./attention-network.ts";
import { evaluate } from "./conv-network.ts";
import type { Dataset } from "./dataset.ts";
import type { ReportEpoch } from "./epochs.ts";
import { fitAttention } from "./fit-attention.ts";
import { fitConv } from "./fit-conv.ts";
import { decisionAccuracy, fitRecurrent } from "./fit-recurrent.ts";
import type { AttentionJob, ConvJob, Job, RecurrentJob } from "./job.ts";
import { ofClasses } from "./labels.ts";
import { saveState } from "./state.ts";

/** What the scale of a network without pixels is. */
const NO_SCALE: InputScale = { mean: 0, deviation: 1 };

/** Shares of correct answers; the classes that a network was not trained on are left out. */
export interface Accuracies {
  readonly validation: number;
  /** All 10,000 test images, or 10,000 fresh trials. */
  readonly test: number;
}

/** A trained network, before rounding. */
export interface Trained<J extends Job = Job> {
  readonly job: J;
  readonly scale: InputScale;
  /** Every number of the network: of a convolutional one also the running statistics. */
  readonly state: Float64Array;
  readonly accuracy: Accuracies;
}

function runConv(job: ConvJob, dataset: Dataset, report: ReportEpoch): Trained {
  const { network, scale } = fitConv(job, dataset.training, report);
  const classifier = {
    scale,
    logits: (input: Matrix) => evaluate(network, input).logits,
  };
  return {
    job,
    scale,
    state: saveState(network),
    accuracy: {
      validation: accuracyOf(classifier, ofClasses(dataset.validation, job.classes)),
      test: accuracyOf(classifier, ofClasses(dataset.test, job.classes)),
    },
  };
}

function runAttention(job: AttentionJob, dataset: Dataset, report: ReportEpoch): Trained {
  const { network, scale } = fitAttention(job, dataset.large, report);
  const classifier = {
    scale,
    logits: (input: Matrix) => evaluateAttention(ATTENTION, network, input).logits,
  };
  return {
    job,
    scale,
    state: attentionValues(network),
    accuracy: {
      validation: accuracyOf(classifier, dataset.validation),
      test: accuracyOf(classifier, dataset.test),
    },
  };
}

function runRecurrent(job: RecurrentJob, report: ReportEpoch): Trained {
  const network = fitRecurrent(job, report);
  const share = (what: string): number =>
    decisionAccuracy(network, 10_000, randomFrom("zoo", "fresh-trials", what, job.seed));
  return {
    job,
    scale: NO_SCALE,
    state: recurrentValues(network),
    accuracy: { validation: share("validation"), test: share("test") },
  };
}

/** Trains one network and measures it. A pure function of the job and the data. */
export function runJob(job: Job, dataset: Dataset, report: ReportEpoch = () => undefined): Trained {
  switch (job.kind) {
    case "convolutional":
      return runConv(job, dataset, report);
    case "attention":
      return runAttention(job, dataset, report);
    case "recurrent":
      return runRecurrent(job, report);
  }
}
