import { describe, expect, it } from "vitest";
import { foldScore, meanUnitScore } from "../../../metrics/families/unit-scores.ts";
import { foldScoreGradient, meanUnitScoreGradient } from "../../../metrics/gradients/unit-scores.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { gaussian } from "../../support/data.ts";

const [predicted, actual] = [gaussian(7, 3, "predicted"), gaussian(7, 3, "actual")];

describe("meanUnitScoreGradient", () => {
  it.each(["r", "r2"] as const)("of %s is what central differences give, by either side", (score) => {
    const { byPredicted, byActual } = meanUnitScoreGradient(predicted, actual, score);
    const p = gradientError(
      (z) => meanUnitScore(z.values, actual, score),
      byPredicted,
      representation(predicted),
    );
    const a = gradientError(
      (z) => meanUnitScore(predicted, z.values, score),
      byActual,
      representation(actual),
    );
    expect(Math.max(p, a)).toBeLessThan(1e-8);
  });

  it("leaves out a constant unit and holds a constant prediction at 0", () => {
    const flatten = (a: typeof actual, j: number): typeof actual => ({
      ...a,
      data: a.data.map((value, k) => (k % 3 === j ? 2 : value)),
    });
    const { byPredicted } = meanUnitScoreGradient(flatten(predicted, 1), flatten(actual, 0), "r");
    const plain = meanUnitScoreGradient(predicted, actual, "r").byPredicted;
    byPredicted.data.forEach((value, k) => {
      // Two units count instead of three.
      expect(value).toBeCloseTo(k % 3 === 2 ? plain.data[k]! * 1.5 : 0, 14);
    });
  });
});

describe("foldScoreGradient", () => {
  it.each(["fold-mean", "pooled"] as const)(
    "%s is what central differences give in each fold",
    (aggregate) => {
      const rows = (from: typeof actual, k: number): typeof actual => ({
        rows: k === 0 ? 4 : 3,
        cols: 3,
        data: k === 0 ? from.data.slice(0, 12) : from.data.slice(12),
      });
      const folds = [0, 1].map((k) => ({
        rows: new Int32Array(k === 0 ? 4 : 3),
        predicted: rows(predicted, k),
        actual: rows(actual, k),
        mean: new Float64Array([k, 1, -k]),
      }));
      foldScoreGradient(folds, "r", aggregate).forEach(({ byPredicted }, k) => {
        const score = (z: ReturnType<typeof representation>): number =>
          foldScore(
            folds.map((fold, j) => (j === k ? { ...fold, predicted: z.values } : fold)),
            "r",
            aggregate,
          );
        expect(gradientError(score, byPredicted, representation(folds[k]!.predicted))).toBeLessThan(1e-8);
      });
    },
  );
});
