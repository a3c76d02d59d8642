import { describe, expect, it } from "vitest";
import { inner } from "../../../linalg/elementwise.ts";
import { predict } from "../../../metrics/gradients/predictions.ts";
import { centerColumns } from "../../../metrics/gradients/raw.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { gaussian } from "../../support/data.ts";

const [train, target] = [centerColumns(gaussian(9, 3, "train")), centerColumns(gaussian(9, 2, "target"))];
const [test, weights] = [gaussian(4, 3, "test"), gaussian(4, 2, "weights")];

describe("predict", () => {
  it.each([
    ["ridge", 0.7, "absolute"],
    ["least squares", 0, "trace"],
  ] as const)(
    "of %s has the adjoint that central differences give, by either set of rows",
    (_name, kappa, unit) => {
      const score = (a: typeof train, b: typeof test): number =>
        inner(weights.data, predict(a, b, target, kappa, unit).values.data);
      const { byTrain, byTest } = predict(train, test, target, kappa, unit).adjoint(weights);
      expect(gradientError((z) => score(z.values, test), byTrain, representation(train))).toBeLessThan(1e-8);
      expect(gradientError((z) => score(train, z.values), byTest, representation(test))).toBeLessThan(1e-8);
    },
  );

  it("moves a penalty in units of the trace with the training rows", () => {
    const trace = (a: typeof train): number => inner(a.data, a.data);
    const share = 0.7 / trace(train);
    const score = (a: typeof train): number =>
      inner(weights.data, predict(a, test, target, share * trace(a), "trace").values.data);
    const { byTrain } = predict(train, test, target, 0.7, "trace").adjoint(weights);
    expect(gradientError((z) => score(z.values), byTrain, representation(train))).toBeLessThan(1e-8);
  });
});
