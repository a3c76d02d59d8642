import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, momentsOf, quantile, slopeWeights } from "../../../suites/statistics/moments.ts";

describe("moments", () => {
  it("are those of a small sample", () => {
    expect(momentsOf([1, 2, 3, 6])).toEqual({
      count: 4,
      mean: 3,
      sd: Math.sqrt(14 / 3),
      error: Math.sqrt(14 / 12),
    });
    expect(momentsOf([5])).toMatchObject({ mean: 5, sd: 0 });
  });
});

describe("quantile", () => {
  it("is the element that the share does not exceed", () => {
    const values = Array.from({ length: 200 }, (_, k) => (k * 7) % 200);
    expect(quantile(values, 0.95)).toBe(189);
    expect(quantile(values, 1)).toBe(199);
    expect(quantile([3], 0.01)).toBe(3);
  });
});

describe("slopes", () => {
  it("recover a line exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (slope, start) => {
        const x = [1, 2, 4, 7];
        const found = slopeWeights(x).reduce(
          (total, weight, i) => total + weight * (start + slope * x[i]!),
          0,
        );
        expect(found).toBeCloseTo(slope, 10);
      }),
    );
  });

  it("have the interval of independent means", () => {
    const parts = [
      { weight: 1, moments: { count: 9, mean: 5, sd: 9, error: 3 } },
      { weight: -1, moments: { count: 16, mean: 2, sd: 16, error: 4 } },
    ];
    const { value, interval } = contrast(parts, "pairs");
    expect(value).toBe(3);
    expect(interval.high - interval.low).toBeCloseTo(2 * 1.959963984540054 * 5, 12);
  });
});
