import { describe, expect, it } from "vitest";
import { keepFirst } from "../../../metrics/gradients/svcca.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { fromArray, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

const IDS = [
  "svcca-mean",
  "svcca-mean-threshold-0.8-of-singular-values",
  "svcca-r2-components-3",
  "svcca-r2-threshold-0.5",
  "svcca-angular-threshold-0.8",
  "svcca-angular-components-3",
  "svcca-euclidean-threshold-0.8",
  "svcca-euclidean-squared-threshold-0.8",
];

describe.each(IDS)("the gradient of %s", (id) => {
  it("is what central differences give, also near the optimum and with fewer rows than units", async () => {
    await expectMetricGradient(id);
  });

  it("has the unit of 1/Y at any scale, where the measure has none", async () => {
    if (!id.includes("euclidean")) expectScaleFree(await gradientOf(id));
  });
});

describe("the gradient of SVCCA", () => {
  it("with all components kept is that of CCA, found in another way", async () => {
    const [x, y] = pairOf(3, { n: 20, p1: 4, p2: 3 });
    const [svcca, cca] = await Promise.all(["svcca-mean-components-9", "cca-mean"].map(metricById));
    const expected = cca!.gradient!(x, y).data;
    svcca!.gradient!(x, y).data.forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 12));
  });

  it("does not exist where the last component kept is as large as the first left out", async () => {
    expect(() => keepFirst(new Float64Array([2, 1, 1]), 2)).toThrow(/equally large/);
    const square = fromArray([
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]);
    const [x] = pairOf(1, { n: 4, p1: 2 });
    const metric = await metricById("svcca-mean-components-1");
    expect(() => metric.gradient!(x, square)).toThrow(/equally large/);
  });
});
