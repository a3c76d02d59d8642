import { expect, it } from "vitest";
import { ATTENTION } from "../../../generators/networks/attention-architecture.ts";
import {
  attentionParameterCount,
  attentionParametersFrom,
  attentionValues,
  initialAttentionParameters,
} from "../../../generators/networks/attention-parameters.ts";

it("counts embedding, positions, four blocks and the head", () => {
  const block = 33 * 96 + 33 * 32 + 33 * 64 + 65 * 32;
  expect(attentionParameterCount(ATTENTION)).toBe(15 * 32 + 14 * 32 + 4 * block + 33 * 10);
});

it("writes and reads back", () => {
  const parameters = initialAttentionParameters(ATTENTION, 1);
  parameters.blocks[2]!.up.bias[5] = 42;
  expect(attentionParametersFrom(ATTENTION, attentionValues(parameters))).toEqual(parameters);
});

it("refuses another number of numbers", () => {
  expect(() => attentionParametersFrom(ATTENTION, new Float64Array(10))).toThrow(
    expect.objectContaining({ code: "zoo/format" }),
  );
});
