import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lossOf, separation } from "../../../suites/width-checks/contrast.ts";

const scores = fc.array(
  fc.integer({ min: -20, max: 20 }).map((k) => k / 10),
  { minLength: 1, maxLength: 12 },
);

describe("separation", () => {
  it("is the share of pairs won, ties counted as half", () => {
    expect(separation([3, 1], [2, 0])).toBe(0.75);
    expect(separation([1, 1], [1, 1])).toBe(0.5);
    // Rounding is a tie.
    expect(separation([1 - 1e-12], [1])).toBe(0.5);
  });

  it("turns around with its arguments", () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        expect(separation(a, b) + separation(b, a)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe("the width of the loss", () => {
  it("is interpolated in log p where the contrast goes for good", () => {
    expect(lossOf([4, 8, 16], [1, 1, 0.5])).toEqual({ kind: "lost", at: 8 * Math.SQRT2 });
    expect(lossOf([4, 8, 16, 32], [1, 0.6, 0.9, 0.6])).toMatchObject({ kind: "lost", at: 16 * Math.SQRT2 });
  });

  it("says where it was never there, and where it never goes", () => {
    expect(lossOf([4, 8], [0.6, 0.5])).toEqual({ kind: "never" });
    expect(lossOf([4, 8], [0.6, 0.9])).toEqual({ kind: "kept" });
  });
});
