import { describe, it } from "vitest";
import { canonicalRidgeGradient } from "../../../metrics/gradients/canonical-ridge.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare } from "../../support/data.ts";
import { expectGradient, expectScaleFree, expectSlopes, nearly } from "../../support/gradient-cases.ts";

describe.each(["size", "rank"] as const)("the gradient of canonical ridge, denominator %s", (denominator) => {
  it.each(["trace", "rows", "absolute"] as const)(
    "is what central differences give, λ in units of %s",
    async (unit) => {
      const metric = await metricById(`canonical-ridge-lambda-0.4-unit-${unit}-denominator-${denominator}`);
      expectGradient(
        (x, y) => compare(metric, x, y),
        (x, y) => canonicalRidgeGradient(x, y, 0.4, unit, denominator),
      );
      for (const noise of [0.3, 0.03]) {
        expectSlopes(
          (x, y) => compare(metric, x, y),
          (x, y) => canonicalRidgeGradient(x, y, 0.4, unit, denominator),
          ...nearly(noise),
        );
      }
    },
  );

  it("has the unit of 1/Y at any scale where λ is in units of the trace", () => {
    expectScaleFree((x, y) => canonicalRidgeGradient(x, y, 0.4, "trace", denominator));
  });
});
