import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import {
  dPrime,
  LARGEST_D_PRIME,
  meanDPrime,
  neighbours,
  worstDPrime,
} from "../../../suites/sensitivity-checks/discriminability.ts";

describe("dPrime", () => {
  it("by hand: means 4 and 1, variances 2 and 2, J = 1 − 3/7", () => {
    expect(dPrime([3, 5], [0, 2])).toBeCloseTo(((4 / 7) * 3) / Math.SQRT2, 12);
    expect(dPrime([0, 2], [3, 5])).toBeCloseTo(((-4 / 7) * 3) / Math.SQRT2, 12);
  });

  it("has no bias in small samples: on average it is the distance of the populations", () => {
    const random = randomFrom("d-prime");
    const draw = (shift: number): number[] => Array.from({ length: 5 }, () => random.gaussian() + shift);
    const trials = 4000;
    let total = 0;
    for (let k = 0; k < trials; k++) total += dPrime(draw(1.5), draw(0));
    // One estimate has a standard deviation of about 0.8; without J the mean would be 1.66.
    expect(Math.abs(total / trials - 1.5)).toBeLessThan(0.06);
  });

  it("is 0 for what differs by rounding, and finite where nothing varies", () => {
    expect(dPrime([1, 1 + 1e-15], [1 - 1e-15, 1 - 1e-15])).toBe(0);
    expect(dPrime([0, 0], [0, 0])).toBe(0);
    expect(dPrime([2, 2], [1, 1])).toBe(LARGEST_D_PRIME);
    expect(dPrime([1, 1], [2, 2])).toBe(-LARGEST_D_PRIME);
  });
});

describe("neighbours", () => {
  it("compares each dose with the next over draws", () => {
    const series = [
      [5, 2, 2],
      [3, 0, 0],
    ];
    expect(neighbours(series)).toEqual([dPrime([5, 3], [2, 0]), 0]);
  });
});

describe("meanDPrime", () => {
  it("is the mean where all are equal, whatever the sign, and has an interval for two values", () => {
    for (const d of [-3, 0, 0.5, 40]) {
      const { mean, interval } = meanDPrime([d, d, d]);
      expect(mean).toBeCloseTo(d, 10);
      expect([interval!.low, interval!.high]).toEqual([expect.closeTo(d, 9), expect.closeTo(d, 9)]);
    }
    expect(meanDPrime([1]).interval).toBeUndefined();
  });

  it("by hand: d′ = ±2√2 are ±√2·asinh 1, whose mean is 0 and whose interval is even", () => {
    const d = 2 * Math.SQRT2;
    const { mean, interval } = meanDPrime([d, -d]);
    expect(mean).toBeCloseTo(0, 12);
    // Half of the interval: t with one degree of freedom times √2·asinh 1.
    const half = 12.7062 * Math.SQRT2 * Math.asinh(1);
    expect(interval!.high).toBeCloseTo(d * Math.sinh(half / Math.SQRT2), 6);
    expect(interval!.low).toBeCloseTo(-interval!.high, 6);
  });

  it("covers the true d′ in 95 % of three data sets of eight draws, small or large", () => {
    const random = randomFrom("coverage");
    const draw = (shift: number): number[] => Array.from({ length: 8 }, () => random.gaussian() + shift);
    const trials = 1500;
    for (const d of [0, 2, 8]) {
      let covered = 0;
      for (let k = 0; k < trials; k++) {
        const { interval } = meanDPrime([1, 2, 3].map(() => dPrime(draw(d), draw(0))));
        if (interval!.low <= d && d <= interval!.high) covered++;
      }
      expect(covered / trials).toBeGreaterThan(0.93);
      expect(covered / trials).toBeLessThan(0.98);
    }
  });
});

describe("worstDPrime", () => {
  it("is the step with the smallest mean, not the mean of the smallest", () => {
    const apart = [
      [3, 1, 9],
      [1, 2, 9],
      [2, 6, 9],
    ];
    const { worst, all } = worstDPrime(apart);
    expect(all).toEqual([meanDPrime([3, 1, 2]), meanDPrime([1, 2, 6]), meanDPrime([9, 9, 9])]);
    expect(worst).toEqual({ ...meanDPrime([3, 1, 2]), step: 0 });
  });
});
