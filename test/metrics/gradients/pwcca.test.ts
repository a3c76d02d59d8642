import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import { pwccaByXGradient, pwccaByYGradient } from "../../../metrics/gradients/pwcca.ts";
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
  ["pwcca", pwccaByXGradient],
  ["pwcca-weights-y", pwccaByYGradient],
] as const)("the gradient of %s", (id, gradient) => {
  it("is what central differences give, whichever side is wider", async () => {
    const metric = await metricById(id);
    expectGradient((x, y) => compare(metric, x, y), gradient, SHAPES.slice(0, 2));
    expect(metric.gradient!(...pairOf(7)).data).toEqual(gradient(...pairOf(7)).data);
  });

  it("is so near the optimum", async () => {
    const metric = await metricById(id);
    for (const noise of [0.3, 0.03])
      expectSlopes((x, y) => compare(metric, x, y), gradient, ...nearly(noise));
  });

  it("is zero at identity and once a side spans everything: the score is then 1", () => {
    const [x, y] = pairOf(2, { n: 12, p1: 3, p2: 14 });
    expect(gradient(x, y).data.every((value) => value === 0)).toBe(true);
    expect(gradient(y, x).data.every((value) => value === 0)).toBe(true);
    for (const value of gradient(x, x).data) expect(Math.abs(value)).toBeLessThan(1e-12);
  });

  it("does not exist where Y has lost rank, and says so", () => {
    const [x, y] = pairOf(2);
    expect(() => gradient(x, representation(beside(y.values, y.values)))).toThrow(/lost rank/);
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(gradient);
  });
});
