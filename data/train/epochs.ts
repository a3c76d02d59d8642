import { randomFrom } from "../../core/random.ts";
import type { Images } from "../../generators/networks/images.ts";
import { pick } from "../../generators/networks/images.ts";
import { oneCycle } from "./sgd.ts";

/** What the loop needs of a job. */
export interface LoopSettings {
  readonly seed: number;
  readonly epochs: number;
  readonly batch: number;
  readonly peakRate: number;
}

/** Called after each epoch with its number and mean loss. */
export type ReportEpoch = (epoch: number, loss: number) => void;

/**
 * Goes through the images in a fresh order every epoch, with the rate of the one-cycle schedule.
 *
 * @param step - trains on one batch at the given rate and returns its loss.
 */
export function forEpochs(
  { seed, epochs, batch, peakRate }: LoopSettings,
  images: Images,
  step: (part: Images, rate: number) => number,
  report: ReportEpoch,
): void {
  const perEpoch = Math.ceil(images.count / batch);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = randomFrom("zoo", "order", seed, epoch).permutation(images.count);
    let total = 0;
    for (let i = 0; i < perEpoch; i++) {
      const rate = oneCycle(epoch * perEpoch + i, perEpoch * epochs, peakRate);
      total += step(pick(images, order.subarray(i * batch, (i + 1) * batch)), rate) / perEpoch;
    }
    report(epoch, total);
  }
}
