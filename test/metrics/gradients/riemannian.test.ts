import { describe, expect, it } from "vitest";
import {
  riemannianCovarianceGradient,
  riemannianGramGradient,
} from "../../../metrics/gradients/riemannian.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare, pairOf } from "../../support/data.ts";
import { expectGradient, expectScaleFree, expectSlopes, nearly } from "../../support/gradient-cases.ts";

describe("the gradient of the Riemannian distance of Gram matrices", () => {
  it.each(["trace", "absolute"] as const)(
    "is what central differences give, ε in units of %s",
    async (unit) => {
      const metric = await metricById(`riemannian-gram-epsilon-0.1-unit-${unit}`);
      expectGradient(
        (x, y) => compare(metric, x, y),
        (x, y) => riemannianGramGradient(x, y, 0.1, unit),
      );
      for (const noise of [0.3, 0.03]) {
        expectSlopes(
          (x, y) => compare(metric, x, y),
          (x, y) => riemannianGramGradient(x, y, 0.1, unit),
          ...nearly(noise),
        );
      }
    },
  );

  it("has the unit of 1/Y at any scale where ε is in units of the trace", () => {
    expectScaleFree((x, y) => riemannianGramGradient(x, y, 0.1, "trace"), 1e-10);
  });

  it("is finite at the optimum", () => {
    const [x] = pairOf(3);
    for (const value of riemannianGramGradient(x, x, 0.1, "trace").data)
      expect(Number.isFinite(value)).toBe(true);
  });
});

describe("the gradient of the Riemannian distance of covariances", () => {
  it("is what central differences give", async () => {
    const metric = await metricById("riemannian-covariance");
    expectGradient((x, y) => compare(metric, x, y), riemannianCovarianceGradient, [
      [30, 5, 5],
      [12, 3, 3],
    ]);
    for (const noise of [0.3, 0.03]) {
      expectSlopes((x, y) => compare(metric, x, y), riemannianCovarianceGradient, ...nearly(noise));
    }
  });
});
