import type { Random } from "../../core/random.ts";
import { randomFrom } from "../../core/random.ts";
import type { Condition } from "../../generators/networks/decision-task.ts";
import { CONDITIONS, trialInputs } from "../../generators/networks/decision-task.ts";
import type { RecurrentParameters } from "../../generators/networks/recurrent.ts";
import { initialRecurrentParameters } from "../../generators/networks/recurrent.ts";
import { adamStep, initialMoments } from "./adam.ts";
import type { Moments } from "./adam.ts";
import type { RecurrentJob } from "./job.ts";
import { evaluateRecurrent, recurrentGradients } from "./recurrent-network.ts";
import type { Parameter } from "./sgd.ts";

/** Steps between two reports. */
const REPORT = 100;

function draw(count: number, random: Random): Condition[] {
  return Array.from({ length: count }, () => CONDITIONS[random.integer(CONDITIONS.length)]!);
}

/** Scales all gradients down together so that their common norm is at most `largest`. */
export function clip(parameters: readonly Parameter[], largest: number): void {
  const squares = parameters.reduce((sum, { gradient }) => sum + gradient.reduce((a, g) => a + g * g, 0), 0);
  const factor = largest / Math.sqrt(squares);
  if (!(factor < 1)) return;
  for (const { gradient } of parameters)
    for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! * factor;
}

/** Trains one network on the decision task; initial weights and trials derive from the job's seed. */
export function fitRecurrent(
  job: RecurrentJob,
  report: (hundreds: number, loss: number) => void = () => undefined,
): RecurrentParameters {
  const network = initialRecurrentParameters(job.seed);
  const random = randomFrom("zoo", "trials", job.seed);
  let moments: Moments | undefined;
  let total = 0;
  for (let step = 1; step <= job.steps; step++) {
    const conditions = draw(job.batch, random);
    const choices = conditions.map(({ choice }) => choice);
    const { loss, parameters } = recurrentGradients(network, trialInputs(conditions, random), choices);
    moments ??= initialMoments(parameters);
    clip(parameters, job.clip);
    adamStep(parameters, moments, { rate: job.rate, weightDecay: 0 });
    total += loss / REPORT;
    if (step % REPORT === 0) {
      report(step / REPORT - 1, total);
      total = 0;
    }
  }
  return network;
}

/** Share of right answers in fresh trials. */
export function decisionAccuracy(network: RecurrentParameters, trials: number, random: Random): number {
  const conditions = draw(trials, random);
  const { logits } = evaluateRecurrent(network, trialInputs(conditions, random));
  return conditions.filter(({ choice }, i) => choice * logits.data[i]! > 0).length / trials;
}
