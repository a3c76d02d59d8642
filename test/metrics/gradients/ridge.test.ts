import { describe, it } from "vitest";
import { ridgeFromYGradient, ridgeOfYGradient } from "../../../metrics/gradients/ridge.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare } from "../../support/data.ts";
import { expectGradient, expectScaleFree, expectSlopes, nearly } from "../../support/gradient-cases.ts";

describe.each([
  ["x", ridgeFromYGradient],
  ["y", ridgeOfYGradient],
] as const)("the gradient of in-sample ridge, target %s", (target, gradient) => {
  it.each(["trace", "rows", "absolute"] as const)(
    "is what central differences give, λ in units of %s",
    async (unit) => {
      const metric = await metricById(`ridge-lambda-0.3-unit-${unit}-target-${target}`);
      expectGradient(
        (x, y) => compare(metric, x, y),
        (x, y) => gradient(x, y, 0.3, unit),
      );
    },
  );

  it("is so near the optimum", async () => {
    const metric = await metricById(`ridge-lambda-0.01-target-${target}`);
    for (const noise of [0.3, 0.03]) {
      expectSlopes(
        (x, y) => compare(metric, x, y),
        (x, y) => gradient(x, y, 0.01, "trace"),
        ...nearly(noise),
      );
    }
  });

  it("has the unit of 1/Y at any scale where λ is in units of the trace", () => {
    expectScaleFree((x, y) => gradient(x, y, 0.3, "trace"));
  });
});
