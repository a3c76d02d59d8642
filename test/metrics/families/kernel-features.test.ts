import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import {
  ESTIMATORS,
  kernelFeature,
  kernelValues,
  linearFeature,
  project,
} from "../../../metrics/families/kernel-features.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, gaussian } from "../../support/data.ts";

/** Exponents of three points. */
const t = (a: number, b: number, c: number): ReturnType<typeof matrix> =>
  matrix(3, 3, Float64Array.of(0, a, b, a, 0, c, b, c, 0));

describe("kernelValues", () => {
  it("is exp(−t) − 1, up to the constant that every estimator ignores", () => {
    for (const estimator of ESTIMATORS) {
      const { value, factor, derivative } = kernelValues(t(0.5, 1, 2), estimator);
      expect(factor * value.data[1]!).toBeCloseTo(Math.exp(-0.5) - 1, 15);
      expect(factor * derivative(0.5)).toBeCloseTo(-Math.exp(-0.5), 15);
    }
  });

  it("keeps the digits of a kernel so wide that all its entries are 1", () => {
    const { value, factor } = kernelValues(t(1e-20, 2e-20, 4e-20), "biased");
    expect(value.data[2]! / value.data[1]!).toBeCloseTo(2, 14);
    expect(factor * value.data[1]!).toBeCloseTo(-1e-20, 34);
    const wider = kernelValues(t(1e-200, 2e-200, 4e-200), "lange");
    expect(wider.value.data[5]).toBe(-1);
    expect(wider.factor * wider.derivative(0)).toBe(-1);
  });

  it("of a narrow debiased kernel is as large as that of the nearest pair, where exp(−t) is 0", () => {
    const { value, factor } = kernelValues(t(2000, 2001, 3000), "debiased");
    expect([...value.data.subarray(0, 3)]).toEqual([0, 1, expect.closeTo(Math.exp(-1), 14)]);
    expect(factor).toBe(0);
    const moderate = kernelValues(t(3, 4, 5), "debiased");
    expect(moderate.factor * moderate.value.data[5]!).toBeCloseTo(Math.exp(-5), 16);
    expect(moderate.factor * moderate.derivative(4)).toBeCloseTo(-Math.exp(-4), 15);
  });
});

describe("project", () => {
  it("takes every constant away, and the diagonal but from the biased one", () => {
    const k = matrix(
      4,
      4,
      Float64Array.from({ length: 16 }, (_, at) => 1 / (1 + Math.abs(Math.floor(at / 4) - (at % 4)))),
    );
    for (const estimator of ESTIMATORS) {
      const [plain, raised] = [
        project(k, estimator),
        project({ ...k, data: k.data.map((v) => v + 3) }, estimator),
      ];
      raised.data.forEach((value, at) => expect(value).toBeCloseTo(plain.data[at]!, 13));
      expect(Math.abs(plain.data[0]!) < 1e-15).toBe(estimator !== "biased");
    }
  });
});

describe("kernelFeature and linearFeature", () => {
  it("are zero for a constant side, and none for a median of zero", () => {
    const flat = fromArray([[1], [1], [1], [1]]);
    expect(linearFeature(flat, "lange")).toMatchObject({ zero: true });
    const width = { times: 1, median: "off" } as const;
    expect(kernelFeature(flat, { kernel: "rbf", estimator: "biased", width })).toMatchObject({ zero: true });
    const tied = kernelFeature(fromArray([[0], [0], [0], [0], [1]]), {
      kernel: "rbf",
      estimator: "biased",
      width,
    });
    expect(tied).toEqual({ reason: "has a median distance of zero" });
  });

  it("are computed once for equal choices", () => {
    const x = representation(gaussian(6, 2, "once"));
    const choice = (): Parameters<typeof kernelFeature>[1] => ({
      kernel: "laplace",
      estimator: "lange",
      width: { sigma: 2 },
    });
    expect(kernelFeature(x, choice())).toBe(kernelFeature(x, choice()));
    expect(kernelFeature(x, choice())).not.toBe(kernelFeature(x, { ...choice(), width: { sigma: 3 } }));
  });
});
