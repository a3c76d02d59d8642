import { describe, expect, it } from "vitest";
import { adamStep, initialMoments } from "../../../data/train/adam.ts";
import { attentionGradients, evaluateAttention } from "../../../data/train/attention-network.ts";
import { ATTENTION } from "../../../generators/networks/attention-architecture.ts";
import { initialAttentionParameters } from "../../../generators/networks/attention-parameters.ts";
import { inputOf } from "../../../generators/networks/images.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";
import { toyImages } from "./images.ts";

const scale = { mean: 0.2, deviation: 0.25 };
const small = { ...ATTENTION, channels: 6, hidden: 5, blocks: 2 };

describe("attentionGradients", () => {
  it("has the gradients that finite differences have, for every parameter", () => {
    const images = toyImages(4, 1);
    const network = initialAttentionParameters(small, 3);
    const input = inputOf(images, scale);
    const loss = (): number => attentionGradients(small, network, input, images.labels).loss.value;
    const { parameters } = attentionGradients(small, network, input, images.labels);
    // Embedding 2, positions 1, eight a block, head 2.
    expect(parameters).toHaveLength(21);
    for (const { values, gradient } of parameters) {
      const where = someOf(values.length);
      const numeric = where.map((index) => numericalDerivative(loss, values, index));
      expect(
        relativeError(
          where.map((index) => gradient[index]!),
          numeric,
        ),
      ).toBeLessThan(1e-5);
    }
  });

  it("lets steps on one batch decrease its loss", () => {
    const images = toyImages(20, 2);
    const network = initialAttentionParameters(small, 0);
    const input = inputOf(images, scale);
    const moments = initialMoments(attentionGradients(small, network, input, images.labels).parameters);
    const losses: number[] = [];
    for (let step = 0; step < 6; step++) {
      const { loss, parameters } = attentionGradients(small, network, input, images.labels);
      losses.push(loss.value);
      adamStep(parameters, moments, { rate: 0.003, weightDecay: 0 });
    }
    for (let step = 1; step < losses.length; step++) expect(losses[step]).toBeLessThan(losses[step - 1]!);
  });
});

it("evaluateAttention gives two layers a block, and an image's answer does not depend on its neighbours", () => {
  const images = toyImages(3, 4);
  const network = initialAttentionParameters(ATTENTION, 1);
  const { layers, logits } = evaluateAttention(ATTENTION, network, inputOf(images, scale));
  expect(layers.map(({ rows, cols }) => [rows, cols])).toEqual(new Array(8).fill([42, 32]));
  const alone = { ...images, count: 1, bytes: images.bytes.subarray(0, 196) };
  expect(evaluateAttention(ATTENTION, network, inputOf(alone, scale)).logits.data).toEqual(
    logits.data.slice(0, 10),
  );
});
