import { expect, it } from "vitest";
import { accuracyOf } from "../../../data/train/accuracy.ts";
import { evaluateAttention } from "../../../data/train/attention-network.ts";
import { fitAttention } from "../../../data/train/fit-attention.ts";
import { attentionJob } from "../../../data/train/job.ts";
import type { Matrix } from "../../../core/matrix.ts";
import { ATTENTION } from "../../../generators/networks/attention-architecture.ts";
import { toyImages } from "./images.ts";

it("learns an easy task, the same way every time, another way from another seed", () => {
  const job = { ...attentionJob({ seed: 1, peakRate: 0.01, weightDecay: 0.01 }), epochs: 3, batch: 20 };
  const training = toyImages(300, 1);
  const { network, scale } = fitAttention(job, training);
  const logits = (input: Matrix): Matrix => evaluateAttention(ATTENTION, network, input).logits;
  expect(accuracyOf({ scale, logits }, toyImages(200, 2))).toBeGreaterThan(0.6);
  const short = { ...job, epochs: 1 };
  const few = toyImages(40, 1);
  expect(fitAttention(short, few).network).toEqual(fitAttention(short, few).network);
  expect(fitAttention({ ...short, seed: 2 }, few).network).not.toEqual(fitAttention(short, few).network);
});
