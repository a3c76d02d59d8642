import { describe, expect, it } from "vitest";
import { choiceOf, ckaKernelGradient, widthTitle } from "../../../metrics/families/kernel-metrics.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { gradientError } from "../../support/central-differences.ts";
import { compare, pairOf } from "../../support/data.ts";

describe("choiceOf and widthTitle", () => {
  it("tell a width in units of the data from one in units of the median", () => {
    expect(choiceOf("rbf", "lange", { sigma: 3 })).toEqual({
      kernel: "rbf",
      estimator: "lange",
      width: { sigma: 3 },
    });
    expect(choiceOf("laplace", "biased", { width: 2, median: "all" }).width).toEqual({
      times: 2,
      median: "all",
    });
    expect(widthTitle({ sigma: 3 })).toBe("σ = 3");
    expect(widthTitle({ width: 2, median: "all" })).toContain("zero diagonal");
  });
});

describe("ckaKernelGradient", () => {
  it.each([
    [13, "off"],
    [14, "off"],
    [13, "all"],
    [14, "all"],
  ] as const)("is that of cka-rbf, with %i stimuli and the median over %s", async (n, median) => {
    const metric = await metricById(`cka-rbf-0.4${median === "all" ? "-median-all" : ""}`);
    const [x, y] = pairOf(n, { n, p1: 4, p2: 3 });
    const gradient = ckaKernelGradient("rbf", "biased")(x, y, { width: 0.4, median });
    expect(gradientError((z) => compare(metric, x, z), gradient, y)).toBeLessThan(1e-6);
  });
});
