import { describe, expect, it } from "vitest";
import { momentsOf } from "../../suites/statistics/moments.ts";
import { jackknifeDifference } from "../../core/jackknife.ts";

/** For a mean the jackknife is exact: the standard error of the mean. */
const asLeftOut = (values: readonly number[]) => {
  const total = values.reduce((sum, value) => sum + value, 0);
  return {
    value: total / values.length,
    leftOut: values.map((value) => (total - value) / (values.length - 1)),
  };
};

describe("jackknifeDifference", () => {
  it("is the paired t interval for a difference of means", () => {
    const [x, y] = [
      [3, 5, 4, 8, 6],
      [2, 5, 1, 4, 3],
    ];
    const found = jackknifeDifference(asLeftOut(x), asLeftOut(y));
    const { mean, error } = momentsOf(x.map((value, i) => value - y[i]!));
    expect(found.value).toBeCloseTo(mean, 12);
    expect(found.error).toBeCloseTo(error, 12);
    // t(0.975, 4) = 2.7764
    expect(found.high).toBeCloseTo(mean + 2.7764 * error, 4);
    expect(found.significant).toBe(true);
  });

  it("is not significant for a measure and itself", () => {
    const one = asLeftOut([1, 2, 4]);
    expect(jackknifeDifference(one, one)).toEqual({
      value: 0,
      error: 0,
      low: 0,
      high: 0,
      significant: false,
    });
  });
});
