import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { pushScaled, scaleFactor, scaleFactorLower, unscale } from "../../../linalg/portable/scaling.ts";
import { onKernel, pull } from "../../../linalg/portable/session.ts";

describe("scaleFactor", () => {
  it.each([0, 1, -3, 1e-10, 1e10])("is 1 for %s", (x) => {
    expect(scaleFactor(Float64Array.of(0, x))).toBe(1);
  });

  it.each([1e150, 1e-150, Number.MAX_VALUE, 1e-300, Number.MIN_VALUE])(
    "brings %s near 1, or as near as can be",
    (x) => {
      const factor = scaleFactor(Float64Array.of(x / 2, -x));
      expect(Number.isInteger(Math.log2(factor))).toBe(true);
      expect(x * factor).toBeLessThanOrEqual(2 ** 24);
      expect(x * factor).toBeGreaterThanOrEqual(2 ** -74);
    },
  );
});

it("scaleFactorLower does not read above the diagonal", () => {
  expect(
    scaleFactorLower(
      fromRows([
        [1, 1e200],
        [1, 1],
      ]),
    ),
  ).toBe(1);
  expect(
    scaleFactorLower(
      fromRows([
        [1, 1],
        [1e200, 1],
      ]),
    ),
  ).toBeLessThan(1e-190);
});

it("pushScaled multiplies, unscale divides", () => {
  const data = Float64Array.of(1, 2);
  const pushed = onKernel("test", (session) => pull(session, pushScaled(session, data, 4), 2));
  expect(pushed).toEqual(Float64Array.of(4, 8));
  expect(unscale(pushed, 4)).toEqual(data);
  expect(data).toEqual(Float64Array.of(1, 2));
});
