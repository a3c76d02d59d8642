import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import type { Representation } from "../../../core/representation.ts";
import { backend } from "../../../linalg/index.ts";
import { testRows } from "../../../metrics/families/dealt.ts";
import { predictorFolds, splits } from "../../../metrics/families/folds.ts";
import {
  heldOutMap,
  heldOutResiduals,
  leastSquaresFolds,
} from "../../../metrics/families/least-squares-folds.ts";
import { centered } from "../../../representation/centered.ts";
import { representation } from "../../../representation/create.ts";
import { anyPair, gaussian, pairOf } from "../../support/data.ts";

/** The residuals of the test rows of one fold, from the singular vectors of its training rows. */
function byFold(x: Representation, y: Representation, k: number): Float64Array {
  const { u, s, testScores } = predictorFolds(y, "shuffled")[k]!;
  const { train, test } = splits(x, "shuffled")[k]!;
  const inside = backend().multiply(u, train, { transposeA: true });
  for (let i = 0; i < inside.data.length; i++) inside.data[i]! /= s[Math.floor(i / inside.cols)]!;
  const predicted = backend().multiply(testScores, inside);
  return test.data.map((value, i) => value - predicted.data[i]!);
}

function expectLeftOut(x: Representation, y: Representation): void {
  const folds = leastSquaresFolds(y, "shuffled")!;
  expect(folds).toBeDefined();
  const residuals = heldOutResiduals(x, y, folds, "shuffled");
  const mapped = backend().multiply(heldOutMap(y, folds, "shuffled"), centered(x));
  for (let k = 0; k < 5; k++) {
    const wanted = byFold(x, y, k);
    const alike = testRows({ ...residuals, rows: mapped }, k);
    testRows(residuals, k).data.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 11);
      expect(alike.data[i]).toBeCloseTo(wanted[i]!, 11);
    });
  }
}

describe("heldOutResiduals", () => {
  it("are those of a fit to each fold's training rows", () => {
    fc.assert(
      fc.property(anyPair, ([x, y]) => {
        if (leastSquaresFolds(y, "shuffled") !== undefined) expectLeftOut(x, y);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ["fewer units than test rows", { n: 60, p1: 4, p2: 6 }],
    ["more units than test rows", { n: 60, p1: 4, p2: 30 }],
    ["enough units for a factor of the covariance", { n: 250, p1: 5, p2: 40 }],
    ["lost rank that no fold has", { n: 60, p1: 4, p2: 9, latents: 4, noise: 0 }],
  ])("are so with %s", (_name, sizes) => {
    const [x, y] = pairOf(7, sizes);
    expectLeftOut(x, y);
  });
});

describe("leastSquaresFolds", () => {
  it("are not there where some training rows have lost a direction, or have one to each unit", () => {
    const values = gaussian(40, 4, "lost");
    // One unit is silent but for two rows of one fold.
    for (let i = 0; i < 40; i++) if (i !== 1 && i !== 2) values.data[4 * i + 3] = 0;
    const y = representation(values);
    expect(leastSquaresFolds(y, "contiguous")).toBeUndefined();
    expect(leastSquaresFolds(representation(gaussian(40, 32, "square")), "contiguous")).toBeUndefined();
    expect(
      leastSquaresFolds(representation(matrix(40, 3, values.data.slice(0, 120))), "contiguous"),
    ).toBeDefined();
  });

  it("have a basis that is orthonormal and orthogonal to the constant", () => {
    const [, y] = pairOf(8);
    const { rows } = leastSquaresFolds(y, "shuffled")!.basis;
    const product = backend().gram(rows, true);
    product.data.forEach((value, k) => expect(value).toBeCloseTo(k % (rows.cols + 1) === 0 ? 1 : 0, 12));
    for (const sum of backend().columnSums(rows)) expect(sum).toBeCloseTo(0, 12);
  });
});
