import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import { ccaMeanGradient, ccaR2Gradient, mutualInformationGradient } from "../../../metrics/gradients/cca.ts";
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
  ["cca-mean", ccaMeanGradient],
  ["cca-r2", ccaR2Gradient],
] as const)("the gradient of %s", (id, gradient) => {
  it("is what central differences give, with both denominators", async () => {
    for (const denominator of ["units", "rank"] as const) {
      const metric = await metricById(denominator === "units" ? id : `${id}-denominator-rank`);
      expectGradient(
        (x, y) => compare(metric, x, y),
        (x, y) => gradient(x, y, denominator),
        SHAPES.slice(0, 2),
      );
    }
  });

  it("is so near the optimum", async () => {
    const metric = await metricById(id);
    for (const noise of [0.3, 0.03])
      expectSlopes((x, y) => compare(metric, x, y), gradient, ...nearly(noise));
  });

  it("is zero once a side spans everything: the score is then 1, whatever Y is", () => {
    const [x, y] = pairOf(2, { n: 12, p1: 3, p2: 14 });
    expect(gradient(x, y).data.every((value) => value === 0)).toBe(true);
    expect(gradient(y, x).data.every((value) => value === 0)).toBe(true);
  });

  it("does not exist where Y has lost rank, and says so", () => {
    const [x, y] = pairOf(2);
    expect(() => gradient(x, representation(beside(y.values, y.values)))).toThrow(/lost rank/);
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(gradient);
  });
});

describe("the gradient of Gaussian mutual information", () => {
  const score = async (): Promise<Parameters<typeof expectGradient>[0]> => {
    const metric = await metricById("mutual-information-gaussian");
    return (x, y) => compare(metric, x, y);
  };

  it("is what central differences give, also near the optimum, where it grows without bound", async () => {
    expectGradient(await score(), mutualInformationGradient, SHAPES.slice(0, 2));
    for (const noise of [0.3, 0.03]) expectSlopes(await score(), mutualInformationGradient, ...nearly(noise));
  });

  it("does not exist where the information is infinite or Y has lost rank", async () => {
    const metric = await metricById("mutual-information-gaussian");
    const [x, y] = pairOf(2, { n: 12, p1: 3, p2: 14 });
    expect(() => metric.gradient!(x, y)).toThrow(/infinite/);
    expect(() => metric.gradient!(x, x)).toThrow(/infinite/);
    const [a, b] = pairOf(3);
    expect(() => metric.gradient!(a, representation(beside(b.values, b.values)))).toThrow(/lost rank/);
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(mutualInformationGradient);
  });
});
