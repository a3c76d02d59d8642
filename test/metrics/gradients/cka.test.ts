import { describe, expect, it } from "vitest";
import {
  angularCkaGradient,
  debiasedCkaGradient,
  hsicLinearGradient,
  linearCkaGradient,
} from "../../../metrics/gradients/cka.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../../support/data.ts";
import { expectGradient, expectScaleFree, expectSlopes, nearly } from "../../support/gradient-cases.ts";

const [linear, angular, debiased, hsic] = await Promise.all(
  ["cka-linear", "cka-angular", "cka-debiased", "hsic-linear"].map(metricById),
);

describe.each([
  ["linear CKA", linear!, linearCkaGradient],
  ["angular CKA", angular!, angularCkaGradient],
  ["debiased CKA", debiased!, debiasedCkaGradient],
] as const)("the gradient of %s", (_name, metric, gradient) => {
  it("is what central differences give", () => {
    expectGradient((x, y) => compare(metric, x, y), gradient);
  });

  it("is so near the optimum", () => {
    for (const noise of [0.3, 0.03])
      expectSlopes((x, y) => compare(metric, x, y), gradient, ...nearly(noise));
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(gradient);
  });
});

describe("the gradient of linear CKA", () => {
  it("is zero at the optimum and has no part along Y: the score knows no size", () => {
    const [x, y] = pairOf(4);
    expect(Math.max(...linearCkaGradient(x, x).data.map(Math.abs))).toBeLessThan(1e-14);
    const gradient = linearCkaGradient(x, y);
    expect(gradient.data.reduce((total, value, k) => total + value * y.values.data[k]!, 0)).toBeCloseTo(
      0,
      12,
    );
  });

  it("has no value where a side has no variance", () => {
    expect(() => linearCkaGradient(fromArray([[1], [2]]), fromArray([[3], [3]]))).toThrow(
      /Y has zero variance/,
    );
  });
});

describe("the gradient of angular CKA", () => {
  it("is finite at the optimum, where that of an unclamped arccos is NaN", () => {
    const [x] = pairOf(4);
    for (const value of angularCkaGradient(x, x).data) expect(Number.isFinite(value)).toBe(true);
  });
});

describe("the gradient of linear HSIC", () => {
  it("is what central differences give, and grows with the third power of the common scale", () => {
    expectGradient((x, y) => compare(hsic!, x, y), hsicLinearGradient);
    const [x, y] = pairOf(4);
    const [one, two] = [hsicLinearGradient(x, y), hsicLinearGradient(times(x, 2), times(y, 2))];
    one.data.forEach((value, k) => expect(two.data[k]).toBeCloseTo(8 * value, 10));
  });
});
