import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import { alignedCosineGradient } from "../../../metrics/gradients/aligned-cosine.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree } from "../../support/gradient-cases.ts";

describe("the gradient of the aligned cosine", () => {
  it("is what central differences give, whichever side is wider, also near the optimum", async () => {
    await expectMetricGradient("aligned-cosine");
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(alignedCosineGradient);
  });

  it("does not exist where XᵀY has lost rank, and says so", () => {
    const [x, y] = pairOf(3);
    expect(() => alignedCosineGradient(x, representation(beside(y.values, y.values)))).not.toThrow();
    const [narrow, wide] = pairOf(3, { p1: 7, p2: 3 });
    expect(() => alignedCosineGradient(narrow, representation(beside(wide.values, wide.values)))).toThrow(
      /lost rank/,
    );
    const [a, b] = [fromArray([[1], [0]]), fromArray([[0], [1]])];
    expect(() => alignedCosineGradient(a, b)).toThrow(/XᵀY is zero/);
  });
});
