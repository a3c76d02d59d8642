import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { foldScore, meanUnitScore } from "../../../metrics/families/unit-scores.ts";
import type { Predicted } from "../../../metrics/families/held-out.ts";

const actual = fromRows([
  [1, 5, 7],
  [2, 5, 1],
  [3, 5, 3],
]);

describe("meanUnitScore", () => {
  it("leaves constant units out, and counts a constant prediction as 0", () => {
    // Unit 0: r = −1; unit 1 constant; unit 2 predicted by a constant.
    const predicted = fromRows([
      [3, 1, 4],
      [2, 2, 4],
      [1, 3, 4],
    ]);
    expect(meanUnitScore(predicted, actual, "r")).toBeCloseTo(-0.5, 14);
    expect(meanUnitScore(predicted, actual, "r2")).toBeCloseTo(0.5, 14);
  });

  it("is Pearson's r by hand", () => {
    // Deviations −1 0 1 and 2 −3 1 over √2·√14.
    const [one, two] = [fromRows([[1], [2], [3]]), fromRows([[6], [1], [5]])];
    expect(meanUnitScore(one, two, "r")).toBeCloseTo(-1 / Math.sqrt(28), 14);
  });

  it("takes rounding for a constant", () => {
    const noisy = fromRows([[0.1 + 0.2], [0.3], [0.3]]);
    expect(() => meanUnitScore(actual, { ...actual, cols: 1, data: noisy.data }, "r")).toThrow(
      /every unit of the target is constant/,
    );
  });
});

describe("foldScore", () => {
  const fold = (rows: number[], predicted: number[], values: number[], mean: number): Predicted => ({
    rows: Int32Array.from(rows),
    predicted: { rows: rows.length, cols: 1, data: Float64Array.from(predicted) },
    actual: { rows: rows.length, cols: 1, data: Float64Array.from(values) },
    mean: Float64Array.of(mean),
  });

  it("averages folds, or puts the training means back and pools", () => {
    const folds = [fold([0, 1], [1, 2], [1, 3], 10), fold([2, 3], [1, 2], [5, 1], 0)];
    expect(foldScore(folds, "r", "fold-mean")).toBeCloseTo(0, 14);
    // Pooled: predicted 11 12 1 2, actual 11 13 5 1: deviations 4.5 5.5 −5.5 −4.5 and 3.5 5.5 −2.5 −6.5.
    const pooled = (4.5 * 3.5 + 5.5 * 5.5 + 5.5 * 2.5 + 4.5 * 6.5) / Math.sqrt(101) / Math.sqrt(91);
    expect(foldScore(folds, "r", "pooled")).toBeCloseTo(pooled, 14);
  });

  it("is below zero when pooled for a predictor that learned nothing: it guesses the mean of the others", () => {
    // Leave-one-out means: the higher the value, the lower the mean of the rest.
    const values = [1, 2, 4, 9];
    const folds = values.map((value, i) => {
      const mean = (16 - value) / 3;
      return fold([i], [0], [value - mean], mean);
    });
    expect(foldScore(folds, "r", "pooled")).toBeCloseTo(-1, 12);
  });
});
