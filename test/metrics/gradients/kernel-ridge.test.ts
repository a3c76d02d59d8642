import { describe, expect, it } from "vitest";
import { fromArray, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

describe.each(["kernel-ridge", "kernel-ridge-lambda-0.01-width-0.5", "kernel-ridge-lambda-5-target-y"])(
  "the gradient of %s",
  (id) => {
    it("is what central differences give, also near the optimum", async () => {
      await expectMetricGradient(id);
    });

    it("has the unit of 1/Y at any scale", async () => {
      expectScaleFree(await gradientOf(id));
    });
  },
);

describe("the gradient of kernel ridge", () => {
  it("does not exist where the predictor has no kernel", async () => {
    const [x] = pairOf(1, { n: 8 });
    const tied = fromArray(Array.from({ length: 8 }, (_, i) => [i === 0 ? 1 : 0]));
    await expect(gradientOf("kernel-ridge").then((gradient) => gradient(x, tied))).rejects.toThrow(/median/);
  });
});
