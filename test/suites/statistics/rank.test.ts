import { expect, it } from "vitest";
import { rankCorrelation } from "../../../suites/statistics/rank.ts";

it("is Spearman's correlation, with mean ranks for ties and 0 without an order", () => {
  expect(rankCorrelation([1, 2, 3, 4], [10, 20, 25, 99])).toBeCloseTo(1, 12);
  // 1 − 6·Σd²/(m(m²−1)) with Σd² = 2
  expect(rankCorrelation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12);
  // Ranks 1, 2.5, 2.5, 4: Pearson's correlation with 1, 2, 3, 4 is 4.5/√(5·4.5).
  expect(rankCorrelation([1, 2, 3, 4], [0, 7, 7, 9])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBe(0);
});
