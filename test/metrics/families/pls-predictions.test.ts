import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import type { Matrix } from "../../../core/matrix.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { partialLeastSquares, unitVariance } from "../../../metrics/families/pls.ts";
import type { Dealing } from "../../../metrics/families/pls-predictions.ts";
import {
  plsFolds,
  plsPredictions,
  plsPredictors,
  plsTargets,
} from "../../../metrics/families/pls-predictions.ts";
import { representation } from "../../../representation/create.ts";
import { compare, pairOf } from "../../support/data.ts";

const largestGap = (a: Matrix, b: Matrix): number =>
  a.data.reduce((most, value, k) => Math.max(most, Math.abs(value - b.data[k]!)), 0);

/** The same predictions in the coordinates of the units, component by component (Wold 1975). */
function directly(
  x: Representation,
  y: Representation,
  folds: Dealing,
  components: number,
  scaled: boolean,
): Matrix[] {
  const targets = plsFolds(x, folds);
  return plsFolds(y, folds).map(({ trainValues: train, testValues: test }, k) => {
    const { trainValues, testValues } = targets[k]!;
    if (!scaled) return partialLeastSquares(train, test, trainValues, components);
    const predictors = unitVariance(train, test);
    return partialLeastSquares(
      predictors.train,
      predictors.test,
      unitVariance(trainValues, testValues).train,
      components,
    );
  });
}

describe("plsPredictions", () => {
  it.each([
    { n: 20, p1: 3, p2: 4 },
    { n: 30, p1: 60, p2: 5 },
    { n: 30, p1: 4, p2: 60 },
    { n: 25, p1: 40, p2: 40 },
  ])("are those of the definition, $n stimuli, $p1 and $p2 units", ({ n, p1, p2 }) => {
    const [x, y] = pairOf(1, { n, p1, p2 });
    for (const folds of ["shuffled", "none"] as const)
      for (const scaling of ["unscaled", "scaled"] as const)
        for (const components of [1, 3, 25]) {
          const wanted = directly(x, y, folds, components, scaling === "scaled");
          const targets = plsTargets[scaling](x, folds);
          plsPredictors[scaling](y, folds).forEach((predictor, k) => {
            const found = plsPredictions(predictor, targets[k]!, components);
            expect(largestGap(found, wanted[k]!)).toBeLessThan(1e-9);
          });
        }
  });

  it("say the same of units that are doubled, and of a predictor with a silent unit", async () => {
    const [x, y] = pairOf(2, { n: 30, p1: 3, p2: 4 });
    const widened = (by: number): Representation =>
      representation({
        rows: 30,
        cols: 8,
        data: Float64Array.from({ length: 240 }, (_, k) =>
          k % 8 < 4 ? y.values.data[(k >> 3) * 4 + (k % 4)]! : by * y.values.data[(k >> 3) * 4 + (k % 4)]!,
        ),
      });
    for (const id of ["pls-components-2", "pls-components-2-scaling-scaled"]) {
      const metric = await metricById(id);
      const plain = compare(metric, x, y);
      expect(compare(metric, x, widened(1))).toBeCloseTo(plain, 12);
      expect(compare(metric, x, widened(0))).toBeCloseTo(plain, 12);
    }
  });
});
