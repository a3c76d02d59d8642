import { describe, expect, it } from "vitest";
import { combine, scaleRows, squaredNorm, transpose } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { predictorFolds, ridgeFold, splits } from "../../../metrics/families/folds.ts";
import { ridgeFilter } from "../../../metrics/families/predict.ts";
import { bestPenalty, penalty } from "../../../metrics/families/ridge.ts";
import { pairOf } from "../../support/data.ts";

describe("penalty", () => {
  it("is absolute, per row, or in units of the mean diagonal element, of the scaled matrix", () => {
    // Y = 4·Ŷ: κ of Ŷ is λ/16, and a share of the trace of Ŷ itself.
    expect(penalty(3, "absolute", 50, 12, 6, 4)).toBe(3 / 16);
    expect(penalty(3, "rows", 50, 12, 6, 4)).toBe(150 / 16);
    expect(penalty(3, "trace", 50, 12, 6, 4)).toBe(6);
  });
});

describe("bestPenalty", () => {
  it("minimises generalised cross-validation written out with the hat matrix", () => {
    const chosen = new Set<number>();
    for (let seed = 0; seed < 6; seed++) {
      const [x, y] = pairOf(seed, { n: 24, p1: 3, p2: 9, latents: 2, noise: 2 });
      const fold = predictorFolds(y, "contiguous")[1]!;
      const target = splits(x, "contiguous")[1]!.train;
      const n = target.rows;
      const kappas = [1e-4, 1e-2, 0.1, 0.5, 2, 10].map((share) => share * fold.s[0]! ** 2);
      const scores = kappas.map((kappa) => {
        const f = ridgeFilter(fold.s, kappa);
        const scaled = { ...fold.u, data: fold.u.data.map((value, k) => value * f[k % fold.u.cols]!) };
        const hat = backend().multiply(scaled, transpose(fold.u));
        const residual = combine(1, target, -1, backend().multiply(hat, target));
        const trace = 1 + f.reduce((total, value) => total + value, 0);
        // (1 − f)² = 1 − (2f − f²): the residual of the filtered fit.
        return squaredNorm(residual) / (1 - trace / n) ** 2;
      });
      const projected = scaleRows(fold.s, backend().multiply(fold.u, target, { transposeA: true }));
      const best = bestPenalty(ridgeFold(fold), projected, squaredNorm(target), kappas);
      expect(kappas.indexOf(best)).toBe(scores.indexOf(Math.min(...scores)));
      chosen.add(kappas.indexOf(best));
    }
    expect(chosen.size).toBeGreaterThan(1);
  });
});
