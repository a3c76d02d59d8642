import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleColumns } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { covarianceFolds } from "../../../metrics/families/covariance-folds.ts";
import { splits } from "../../../metrics/families/folds.ts";
import { representation } from "../../../representation/create.ts";
import { anyPair, gaussian } from "../../support/data.ts";

describe("covarianceFolds", () => {
  it("are V·diag(λ)·Vᵀ of the training rows and the test rows in V", () => {
    fc.assert(
      fc.property(anyPair, ([, y]) => {
        covarianceFolds(y, "shuffled").forEach(({ rows, variances, vectors, testScores, largest }, k) => {
          const { train, test } = splits(y, "shuffled")[k]!;
          const wanted = backend().gram(train, true);
          const rebuilt = backend().multiply(scaleColumns(vectors, variances), vectors, { transposeB: true });
          rebuilt.data.forEach((value, i) => expect(value).toBeCloseTo(wanted.data[i]!, 11));
          backend()
            .multiply(test, vectors)
            .data.forEach((value, i) => expect(testScores.data[i]).toBeCloseTo(value, 12));
          expect(rows).toBe(train.rows);
          expect(largest).toBeGreaterThanOrEqual(variances[0]!);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("say how large what was cancelled is, where one fold holds a row that outweighs all others", () => {
    const values = gaussian(40, 3, "heavy");
    for (let j = 0; j < 3; j++) values.data[j]! *= 1e6;
    const folds = covarianceFolds(representation(values), "contiguous");
    expect(folds[0]!.largest).toBeGreaterThan(1e6 * folds[0]!.variances[0]!);
    expect(folds[1]!.largest).toBeLessThan(2 * folds[1]!.variances[0]!);
  });
});
