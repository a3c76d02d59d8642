import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";

const metric = await metricById("hsic-linear");

describe("hsic-linear", () => {
  it("is the squared covariance of two single units", () => {
    const [x, y] = [fromArray([[1], [2], [3], [5]]), fromArray([[2], [1], [4], [3]])];
    expect(compare(metric, x, y)).toBeCloseTo((3.5 / 3) ** 2, 14);
  });

  it("grows with the fourth power of the scale", () => {
    const [x, y] = pairOf(1);
    expect(compare(metric, times(x, 3), times(y, 3)) / compare(metric, x, y)).toBeCloseTo(81, 10);
  });

  it("says that it overflows", () => {
    const [x, y] = pairOf(1);
    expect(() => compare(metric, times(x, 1e150), times(y, 1e150))).toThrow(/overflow/);
  });
});
