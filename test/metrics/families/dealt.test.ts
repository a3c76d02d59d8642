import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copy, type Matrix } from "../../../core/matrix.ts";
import { squaredNorm } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import {
  deal,
  dealt,
  dealtUnits,
  ofTrainingProducts,
  testRows,
  testSize,
  trainingRows,
  trainingSizes,
} from "../../../metrics/families/dealt.ts";
import { splits } from "../../../metrics/families/folds.ts";
import { foldsOf, halve } from "../../../metrics/families/held-out.ts";
import { representation } from "../../../representation/create.ts";
import { anyPair, gaussian } from "../../support/data.ts";

function expectClose(actual: Matrix, wanted: Matrix): void {
  expect([actual.rows, actual.cols]).toEqual([wanted.rows, wanted.cols]);
  const size = Math.sqrt(squaredNorm(wanted)) + 1;
  actual.data.forEach((value, k) => expect(Math.abs(value - wanted.data[k]!)).toBeLessThan(1e-13 * size));
}

describe("a dealt matrix", () => {
  it("gives of every fold what its rows, selected and centred one by one, give", () => {
    fc.assert(
      fc.property(anyPair, fc.constantFrom("shuffled", "contiguous"), ([x, y], order) => {
        const [a, b] = [dealt(x, order), dealt(y, order)];
        const [wantedX, wantedY] = [splits(x, order), splits(y, order)];
        const cross = ofTrainingProducts(a, b, (product) => copy(product));
        const own = ofTrainingProducts(b, b, (product) => copy(product));
        const sizes = trainingSizes(a);
        wantedX.forEach(({ train, test }, k) => {
          const other = wantedY[k]!.train;
          expectClose(cross[k]!, backend().multiply(train, other, { transposeA: true }));
          expectClose(own[k]!, backend().gram(other, true));
          expectClose(trainingRows(a, order, k), train);
          expect(sizes[k]).toBeCloseTo(squaredNorm(train), 10);
          expect(testSize(a, k)).toBeCloseTo(squaredNorm(test), 10);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("has the rows of the folds", () => {
    const a = gaussian(13, 3, "deal");
    const dealtRows = deal(a, "shuffled");
    foldsOf(13, "shuffled").forEach(({ test }, k) => {
      const { rows, cols, data } = testRows(dealtRows, k);
      expect([rows, cols]).toEqual([test.length, 3]);
      test.forEach((row, i) =>
        expect(data.subarray(3 * i, 3 * i + 3)).toEqual(a.data.subarray(3 * row, 3 * row + 3)),
      );
    });
  });

  it("keeps the units of wide data apart where it is asked for units", () => {
    const x = representation(gaussian(12, 20, "wide"));
    expect(dealt(x, "contiguous").rows.cols).toBe(12);
    const units = dealtUnits(x, "contiguous");
    foldsOf(12, "contiguous").forEach((rows, k) =>
      expectClose(trainingRows(units, "contiguous", k), halve(x.values, rows).trainValues),
    );
  });
});
