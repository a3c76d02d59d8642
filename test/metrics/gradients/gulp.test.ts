import { describe, expect, it } from "vitest";
import { gulpGradient, gulpSquaredGradient } from "../../../metrics/gradients/gulp.ts";
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
  ["gulp", gulpGradient],
  ["gulp-squared", gulpSquaredGradient],
] as const)("the gradient of %s", (name, gradient) => {
  it.each([
    ["0.01", SHAPES],
    ["0.5", SHAPES],
    ["0", SHAPES.slice(0, 2)],
  ] as const)("is what central differences give at λ = %s, also near the optimum", async (lambda, shapes) => {
    const metric = await metricById(`${name}-lambda-${lambda}`);
    expectGradient(
      (x, y) => compare(metric, x, y),
      (x, y) => gradient(x, y, Number(lambda)),
      shapes,
    );
    for (const noise of [0.3, 0.03]) {
      expectSlopes(
        (x, y) => compare(metric, x, y),
        (x, y) => gradient(x, y, Number(lambda)),
        ...nearly(noise),
      );
    }
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree((x, y) => gradient(x, y, 0.01));
  });

  it("is finite at the optimum", () => {
    const [x] = pairOf(3);
    for (const value of gradient(x, x, 0.01).data) expect(Number.isFinite(value)).toBe(true);
  });
});
