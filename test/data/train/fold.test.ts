import { describe, expect, it } from "vitest";
import { evaluate, trainableConv } from "../../../data/train/conv-network.ts";
import { folded, unfolded } from "../../../data/train/fold.ts";
import { convArchitecture } from "../../../generators/networks/architecture.ts";
import { inputOf } from "../../../generators/networks/images.ts";
import { randomFrom } from "../../../core/random.ts";
import { toyImages } from "./images.ts";

it("a folded network answers what the network with batch norm answered", () => {
  const architecture = convArchitecture("c6", 0.5);
  const network = trainableConv(architecture, 2);
  const random = randomFrom("test", "fold");
  for (const { scale, shift, mean, variance } of network.norms) {
    scale.forEach((_, j) => {
      scale[j] = random.gaussian();
      shift[j] = random.gaussian();
      mean[j] = random.gaussian();
      variance[j] = 0.1 + random.uniform();
    });
  }
  const input = inputOf(toyImages(3, 5), { mean: 0.2, deviation: 0.3 });
  const before = evaluate(network, input);
  const after = evaluate(unfolded(architecture, folded(network)), input);
  before.layers.forEach((layer, index) => {
    const largest = layer.data.reduce((a, b) => Math.max(a, b), 0);
    const error = layer.data.reduce((a, b, i) => Math.max(a, Math.abs(b - after.layers[index]!.data[i]!)), 0);
    expect(largest).toBeGreaterThan(0);
    expect(error / largest).toBeLessThan(1e-13);
  });
  expect(after.logits.data[3]).toBeCloseTo(before.logits.data[3]!, 10);
});

describe("folded", () => {
  it("gives a channel whose scale is 0 its shift alone", () => {
    const network = trainableConv(convArchitecture("c4", 0.5), 2);
    network.norms[0]!.scale[1] = 0;
    network.norms[0]!.shift[1] = 0.75;
    network.norms[0]!.mean[1] = 9;
    const { weights, bias } = folded(network).convolutions[0]!;
    expect(bias[1]).toBe(0.75);
    expect(Array.from({ length: 9 }, (_, i) => Math.abs(weights.data[i * 8 + 1]!))).toEqual(
      new Array(9).fill(0),
    );
  });
});
