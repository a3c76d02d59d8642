import { describe, expect, it } from "vitest";
import { expectedJaccard, hypergeometric } from "../../../metrics/calibration/hypergeometric.ts";

describe("the overlap of two unrelated sets", () => {
  it("has the probabilities of small cases, and the mean k²/total", () => {
    // Two of four: C(2,m)·C(2,2−m)/C(4,2).
    expect([...hypergeometric(4, 2)]).toEqual([1 / 6, 4 / 6, 1 / 6]);
    // Three of four share at least two.
    expect([...hypergeometric(4, 3)]).toEqual([0, 0, 0.75, 0.25]);
    const mean = hypergeometric(5000, 100).reduce((total, p, m) => total + p * m, 0);
    expect(mean).toBeCloseTo(100 ** 2 / 5000, 10);
  });

  it("gives the mean Jaccard index of small cases", () => {
    expect(expectedJaccard(4, 2)).toBeCloseTo((4 / 6) * (1 / 3) + (1 / 6) * 1, 12);
    expect(expectedJaccard(3, 3)).toBe(1);
  });
});
