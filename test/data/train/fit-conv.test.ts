import { describe, expect, it } from "vitest";
import { accuracyOf } from "../../../data/train/accuracy.ts";
import { evaluate } from "../../../data/train/conv-network.ts";
import { fitConv } from "../../../data/train/fit-conv.ts";
import { convJob } from "../../../data/train/job.ts";
import { saveState } from "../../../data/train/state.ts";
import { toyImages } from "./images.ts";

const job = convJob({ seed: 1, weightDecay: 1e-3, epochs: 3, batch: 20, width: 0.5, stack: "c4" });

describe("fitConv", () => {
  it("learns an easy task, the same way every time, another way from another seed", () => {
    const training = toyImages(200, 1);
    const losses: number[] = [];
    const fitted = fitConv(job, training, (_, loss) => losses.push(loss));
    expect(losses[2]).toBeLessThan(losses[0]! / 2);
    const { network, scale } = fitted;
    const classifier = {
      scale,
      logits: (input: Parameters<typeof evaluate>[1]) => evaluate(network, input).logits,
    };
    expect(accuracyOf(classifier, toyImages(300, 2))).toBeGreaterThan(0.9);
    const state = saveState(fitted.network);
    expect(saveState(fitConv(job, training).network)).toEqual(state);
    expect(saveState(fitConv({ ...job, seed: 2 }, training).network)).not.toEqual(state);
  });
});
