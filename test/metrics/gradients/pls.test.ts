import { describe, expect, it } from "vitest";
import { inner } from "../../../linalg/elementwise.ts";
import { plsPrediction, scaledPlsPrediction } from "../../../metrics/gradients/pls.ts";
import { centerColumns } from "../../../metrics/gradients/raw.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { gaussian, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf, SHAPES } from "../../support/gradient-cases.ts";

const [train, targets] = [centerColumns(gaussian(12, 4, "train")), centerColumns(gaussian(12, 3, "targets"))];
const [test, weights] = [gaussian(5, 4, "test"), gaussian(5, 3, "weights")];

describe.each([
  ["plsPrediction", plsPrediction],
  ["scaledPlsPrediction", scaledPlsPrediction],
] as const)("%s", (_name, predict) => {
  it.each([1, 2, 3, 4])("has the adjoint that central differences give, %s components", (components) => {
    const score = (a: typeof train, b: typeof test, c: typeof targets): number =>
      inner(weights.data, predict(a, b, c, components).values.data);
    const { byTrain, byTest, byTargets } = predict(train, test, targets, components).adjoint(weights);
    const [a, b, c] = [train, test, targets].map((values) => representation(values));
    expect(gradientError((z) => score(z.values, test, targets), byTrain, a!)).toBeLessThan(1e-7);
    expect(gradientError((z) => score(train, z.values, targets), byTest, b!)).toBeLessThan(1e-7);
    expect(gradientError((z) => score(train, test, z.values), byTargets, c!)).toBeLessThan(1e-7);
  });
});

const IDS = [
  "pls-components-2",
  "pls-components-3-scaling-scaled",
  "pls-components-2-of-r2-folds-none",
  "pls-components-2-aggregate-pooled",
  "pls-components-3-scaling-scaled-aggregate-pooled-folds-contiguous",
];

describe.each(IDS.flatMap((id) => [id, `${id}-target-y`]))("the gradient of %s", (id) => {
  it("is what central differences give, with fewer rows than units too, and near the optimum", async () => {
    await expectMetricGradient(id);
  });

  it("has the unit of 1/Y at any scale", async () => {
    expectScaleFree(await gradientOf(id), 1e-9);
  });
});

describe("the gradient of partial least squares", () => {
  it("with all components is that of least squares, found in another way", async () => {
    for (const target of ["x", "y"]) {
      const pls = await gradientOf(`pls-target-${target}`);
      const regression = await gradientOf(`pearson-regression-cv-lambda-0-target-${target}`);
      const [x, y] = pairOf(4, { n: SHAPES[0]![0], p1: 3, p2: 4 });
      const expected = regression(x, y);
      pls(x, y).data.forEach((value, k) => expect(value).toBeCloseTo(expected.data[k]!, 10));
    }
  });
});
