import { describe, expect, it } from "vitest";
import { evaluate, lossAndGradients, trainableConv } from "../../../data/train/conv-network.ts";
import { descend, still } from "../../../data/train/sgd.ts";
import type { ConvArchitecture } from "../../../generators/networks/architecture.ts";
import { convArchitecture } from "../../../generators/networks/architecture.ts";
import { inputOf } from "../../../generators/networks/images.ts";
import { toyImages } from "./images.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const scale = { mean: 0.2, deviation: 0.25 };
const small: ConvArchitecture = {
  kind: "convolutional",
  input: { height: 14, width: 14, channels: 1 },
  layers: [
    { name: "conv1", kernel: 3, stride: 2, padding: 1, inputs: 1, outputs: 3 },
    { name: "conv2", kernel: 3, stride: 2, padding: 0, inputs: 3, outputs: 4 },
    { name: "conv3", kernel: 1, stride: 1, padding: 0, inputs: 4, outputs: 5 },
  ],
  classes: 10,
};

describe("lossAndGradients", () => {
  it("has the gradients that finite differences have, for every parameter", () => {
    const images = toyImages(8, 1);
    const network = trainableConv(small, 3);
    const input = inputOf(images, scale);
    const loss = (): number => lossAndGradients(network, input, images.labels).loss.value;
    const { parameters } = lossAndGradients(network, input, images.labels);
    expect(parameters).toHaveLength(2 + 3 * 3);
    for (const { values, gradient } of parameters) {
      const where = someOf(values.length);
      const numeric = where.map((index) => numericalDerivative(loss, values, index, 1e-6));
      expect(
        relativeError(
          where.map((index) => gradient[index]!),
          numeric,
        ),
      ).toBeLessThan(1e-5);
    }
  });

  it("lets every step on one batch decrease its loss", () => {
    const images = toyImages(20, 2);
    const network = trainableConv(convArchitecture("c6", 0.5), 0);
    const input = inputOf(images, scale);
    const first = lossAndGradients(network, input, images.labels);
    const velocities = still(first.parameters);
    const losses: number[] = [];
    for (let step = 0; step < 6; step++) {
      const { loss, parameters } = lossAndGradients(network, input, images.labels);
      losses.push(loss.value);
      descend(parameters, velocities, { rate: 0.02, momentum: 0, weightDecay: 0 });
    }
    for (let step = 1; step < losses.length; step++) expect(losses[step]).toBeLessThan(losses[step - 1]!);
  });

  it("is deterministic", () => {
    const images = toyImages(8, 3);
    const run = (): number => {
      const network = trainableConv(small, 5);
      return lossAndGradients(network, inputOf(images, scale), images.labels).loss.value;
    };
    expect(run()).toBe(run());
  });
});

describe("evaluate", () => {
  it("answers one row an image and position, none of it negative, whatever else is in the batch", () => {
    const images = toyImages(4, 4);
    const network = trainableConv(convArchitecture("c6"), 1);
    const { layers, logits } = evaluate(network, inputOf(images, scale));
    expect(layers.map(({ rows, cols }) => [rows / 4, cols])).toEqual([
      [196, 16],
      [49, 32],
      [49, 32],
      [16, 64],
      [4, 64],
      [4, 64],
    ]);
    expect(logits.rows).toBe(4);
    expect(layers.every(({ data }) => data.every((value) => value >= 0))).toBe(true);
    const alone = evaluate(
      network,
      inputOf({ ...images, count: 1, bytes: images.bytes.subarray(0, 196) }, scale),
    );
    expect(alone.logits.data).toEqual(logits.data.slice(0, 10));
  });
});
