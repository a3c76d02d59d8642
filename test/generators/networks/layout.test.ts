import { expect, it } from "vitest";
import { convArchitecture } from "../../../generators/networks/architecture.ts";
import { parameterCount, parametersFrom, valuesOf } from "../../../generators/networks/layout.ts";
import { initialConvParameters } from "../../../generators/networks/parameters.ts";

const architecture = convArchitecture("c6");

it("counts weights and biases: 74,554 − 544 of batch norm + 272 folded biases", () => {
  expect(parameterCount(architecture)).toBe(74_282);
});

it("writes weights, then bias, layer after layer, and reads them back", () => {
  const parameters = initialConvParameters(architecture, 1);
  parameters.convolutions[0]!.bias[0] = 42;
  const values = valuesOf(parameters);
  expect(values[0]).toBe(parameters.convolutions[0]!.weights.data[0]);
  expect(values[9 * 16]).toBe(42);
  expect(parametersFrom(architecture, values)).toEqual(parameters);
});

it("refuses another number of numbers", () => {
  expect(() => parametersFrom(architecture, new Float64Array(74_281))).toThrow(
    expect.objectContaining({ code: "zoo/format" }),
  );
});
