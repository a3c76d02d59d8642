import { describe, expect, it } from "vitest";
import { rangeText } from "../../cli/range-text.ts";

describe("rangeText", () => {
  it.each([
    [[0, 1], undefined, "[0, 1]"],
    [[-1, 1], undefined, "[−1, 1]"],
    [[-Infinity, Infinity], undefined, "(−∞, ∞)"],
    [[0, Infinity], "nat", "[0, ∞) nat"],
    [[0, Math.PI / 2], "radian", "[0, π/2] radian"],
    [[0, Math.PI], "radian", "[0, π] radian"],
    [[0, Math.SQRT2], undefined, "[0, 1.41421]"],
  ] as const)("writes %j %s as %s", (range, unit, expected) => {
    expect(rangeText(range, unit)).toBe(expected);
  });
});
