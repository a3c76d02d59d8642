import { expect, it } from "vitest";
import { convArchitecture } from "../../../generators/networks/architecture.ts";
import { initialConvParameters } from "../../../generators/networks/parameters.ts";

const architecture = convArchitecture("c6");
const { convolutions, head } = initialConvParameters(architecture, 5);

it("has 74,010 parameters, all biases 0", () => {
  const count = [...convolutions, head].reduce(
    (sum, { weights }) => sum + weights.data.length,
    head.bias.length,
  );
  expect(count).toBe(74_010);
  expect([...convolutions, head].every(({ bias }) => bias.every((value) => value === 0))).toBe(true);
});

it("draws with variance 2 / fan-in before a ReLU and 1 / fan-in in the head", () => {
  const variance = ({ data }: { data: Float64Array }): number =>
    data.reduce((sum, w) => sum + w * w, 0) / data.length;
  // Relative standard error √(2/count): 0.7 % of 36,864 weights, 5.6 % of 640.
  expect((variance(convolutions[4]!.weights) * 576) / 2).toBeCloseTo(1, 1);
  expect(Math.abs(variance(head.weights) * 64 - 1)).toBeLessThan(0.25);
});

it("depends on the seed alone", () => {
  expect(initialConvParameters(architecture, 5).head.weights).toEqual(head.weights);
  expect(initialConvParameters(architecture, 6).head.weights).not.toEqual(head.weights);
});

it("draws no layer from the source of another", () => {
  const wide = initialConvParameters(convArchitecture("c4"), 5);
  expect(wide.convolutions[0]!.weights).toEqual(convolutions[0]!.weights);
});
