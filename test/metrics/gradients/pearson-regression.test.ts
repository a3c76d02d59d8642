import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import { representation } from "../../../representation/create.ts";
import { pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf, SHAPES } from "../../support/gradient-cases.ts";

const IDS = [
  "pearson-regression",
  "pearson-regression-lambda-0.5",
  "pearson-regression-lambda-0.5-unit-rows-of-r2",
  "pearson-regression-cv",
  "pearson-regression-cv-lambda-0",
  "pearson-regression-cv-aggregate-pooled",
  "pearson-regression-cv-lambda-0.5-unit-absolute-of-r2-folds-contiguous",
];

describe.each(IDS.flatMap((id) => [id, `${id}-target-y`]))("the gradient of %s", (id) => {
  it("is what central differences give, also near the optimum", async () => {
    // In sample least squares on as many units as rows predicts everything, and nothing changes it.
    await expectMetricGradient(id, id.startsWith("pearson-regression-cv") ? SHAPES : SHAPES.slice(0, 2));
  });
});

describe("the gradient of regression scored by correlation", () => {
  it("has the unit of 1/Y at any scale", async () => {
    for (const id of ["pearson-regression", "pearson-regression-cv", "pearson-regression-cv-target-y"])
      expectScaleFree(await gradientOf(id), 1e-10);
  });

  it("does not exist for least squares on a Y that lost rank, and does for ridge", async () => {
    const [x, y] = pairOf(3);
    const doubled = representation(beside(y.values, y.values));
    for (const id of ["pearson-regression", "pearson-regression-cv-lambda-0"]) {
      const gradient = await gradientOf(id);
      expect(() => gradient(x, doubled)).toThrow(/lost rank/);
    }
    const ridge = (await gradientOf("pearson-regression-cv-lambda-1"))(x, doubled);
    expect(ridge.data.every(Number.isFinite)).toBe(true);
  });
});
