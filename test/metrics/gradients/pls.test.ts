import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { combine, inner } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
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

describe("the adjoint of partial least squares", () => {
  it.each([
    [1e-2, 3, 5],
    [1e-2, 5, 3],
    // So close that singular vectors are looked at one by one.
    [1e-10, 3, 5],
    [1e-10, 5, 3],
  ])("holds where two directions differ by %s only, %s predictors and %s targets", (gap, p, q) => {
    const orthonormal = backend().qr(centerColumns(gaussian(20, p + q, "tied"))).q;
    const side = (from: number, to: number): Matrix => ({
      rows: 20,
      cols: to - from,
      data: orthonormal.data.filter((_, k) => k % (p + q) >= from && k % (p + q) < to),
    });
    // Predictors e₁, e₂ … and targets whose first two columns are theirs, the second one weaker by the gap.
    const [given, wanted] = [side(0, p), side(p, p + q)];
    for (let i = 0; i < 20; i++) {
      wanted.data[i * q] = given.data[i * p]!;
      wanted.data[i * q + 1] = (1 - gap) * given.data[i * p + 1]!;
    }
    const made = plsPrediction(given, given, wanted, 2);
    const by = gaussian(20, q, "by");
    // Nothing but the two directions is taken, so that whatever turns them within their plane moves no prediction.
    const { byTargets } = made.adjoint(by);
    const step = gaussian(20, q, "step");
    const along = (h: number): number =>
      inner(by.data, plsPrediction(given, given, combine(1, wanted, h, step), 2).values.data);
    const expected = (along(1e-6) - along(-1e-6)) / 2e-6;
    // The directions themselves are known to rounding over the gap.
    const rounding = Math.max(1e-7, 1e-15 / gap);
    const found = inner(byTargets.data, step.data);
    expect(Math.abs(found - expected)).toBeLessThan(1e-6 * Math.abs(expected) + rounding);
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
