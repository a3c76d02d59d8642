import { describe, expect, it } from "vitest";
import { ridgeFromYGradient, ridgeOfYGradient } from "../../../metrics/gradients/ridge.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare, pairOf } from "../../support/data.ts";
import {
  expectGradient,
  expectScaleFree,
  expectSlopes,
  nearly,
  SHAPES,
} from "../../support/gradient-cases.ts";

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

  it("comes with the value of compare, whether the penalty is strong or weak", async () => {
    for (const lambda of [1e-3, 0.09, 0.11, 1, 100]) {
      const metric = await metricById(`ridge-lambda-${lambda}-target-${target}`);
      for (const [seed, shape] of SHAPES.entries()) {
        const [x, y] = pairOf(seed, { n: shape[0], p1: shape[1], p2: shape[2] });
        const { value, gradient: both } = metric.slope!(x, y);
        expect(Math.abs(value - compare(metric, x, y))).toBeLessThanOrEqual(1e-12);
        expect(both).toEqual(gradient(x, y, lambda, "trace"));
      }
    }
  });

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
