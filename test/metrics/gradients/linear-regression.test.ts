import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import { fromYGradient, ofYGradient } from "../../../metrics/gradients/linear-regression.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { compare, pairOf } from "../../support/data.ts";
import {
  expectGradient,
  expectScaleFree,
  expectSlopes,
  nearly,
  SHAPES,
} from "../../support/gradient-cases.ts";

describe.each([
  ["linear-regression", fromYGradient, SHAPES.slice(0, 2)],
  ["linear-regression-target-y", ofYGradient, SHAPES.filter(([n, p1]) => p1 < n)],
] as const)("the gradient of %s", (id, gradient, shapes) => {
  it("is what central differences give", async () => {
    const metric = await metricById(id);
    expectGradient((x, y) => compare(metric, x, y), gradient, shapes);
  });

  it("is so near the optimum", async () => {
    const metric = await metricById(id);
    for (const noise of [0.3, 0.03])
      expectSlopes((x, y) => compare(metric, x, y), gradient, ...nearly(noise));
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(gradient);
  });
});

describe("the gradient of R² of X from Y", () => {
  it("is zero once Y spans everything, and does not exist where Y has lost rank", () => {
    const [x, y] = pairOf(2, { n: 12, p1: 3, p2: 14 });
    expect(fromYGradient(x, y).data.every((value) => value === 0)).toBe(true);
    const [a, b] = pairOf(2);
    expect(() => fromYGradient(a, representation(beside(b.values, b.values)))).toThrow(/lost rank/);
  });

  it("is zero for the R² of Y from an X that spans everything", () => {
    const [x, y] = pairOf(2, { n: 12, p1: 14, p2: 3 });
    expect(ofYGradient(x, y).data.every((value) => value === 0)).toBe(true);
  });
});
