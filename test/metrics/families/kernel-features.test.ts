import { describe, expect, it } from "vitest";
import { onKernel, pull, push } from "../../../linalg/portable/session.ts";
import type { Vector } from "../../../metrics/families/feature.ts";
import {
  ESTIMATORS,
  kernelFeature,
  kernelValues,
  linearFeature,
  type KernelValues,
} from "../../../metrics/families/kernel-features.ts";
import { representation } from "../../../representation/create.ts";
import type { Exponents } from "../../../representation/kernel-matrix.ts";
import { fromArray, gaussian } from "../../support/data.ts";

/** Exponents that are squared distances, of pairs. */
const exponentsOf = (t: readonly number[]): Exponents => ({
  rate: 1,
  kernel: "rbf",
  of: (d2) => d2,
  slope: () => 1,
  least: Math.min(...t),
  most: Math.max(...t),
});

/** What the steps of a kernel make of exponents. */
const made = (values: KernelValues, t: readonly number[]): Float64Array =>
  onKernel("test", (session) => {
    const at = push(session, Float64Array.from(t));
    for (const step of values.steps) step(session.kernel, t.length, at * 8);
    return pull(session, at, t.length);
  });

describe("kernelValues", () => {
  it("is exp(−t) − 1, up to the constant that every estimator ignores", () => {
    for (const estimator of ESTIMATORS) {
      const found = kernelValues(exponentsOf([0.5, 1, 2]), estimator);
      expect(found.factor * made(found, [0.5, 1, 2])[0]!).toBeCloseTo(Math.exp(-0.5) - 1, 15);
      expect(found.factor * found.derivative(0.5)).toBeCloseTo(-Math.exp(-0.5), 15);
    }
  });

  it("of a Laplace kernel is that of the distance", () => {
    const t = { ...exponentsOf([9, 16]), kernel: "laplace", rate: 0.1 } as const;
    expect(made(kernelValues(t, "biased"), [9, 16])[1]).toBeCloseTo(Math.exp(-0.4) - 1, 15);
  });

  it("keeps the digits of a kernel so wide that all its entries are 1", () => {
    const [wide, wider] = [
      [1e-20, 2e-20, 4e-20],
      [1e-200, 2e-200, 4e-200],
    ] as const;
    const one = kernelValues(exponentsOf(wide), "biased");
    const values = made(one, wide);
    expect(values[1]! / values[0]!).toBeCloseTo(2, 14);
    expect(one.factor * values[0]!).toBeCloseTo(-1e-20, 34);
    const other = kernelValues(exponentsOf(wider), "lange");
    expect(made(other, wider)[2]).toBeCloseTo(-1, 15);
    expect(other.factor * other.derivative(0)).toBe(-1);
  });

  it("of a narrow debiased kernel is as large as that of the nearest pair, where exp(−t) is 0", () => {
    const found = kernelValues(exponentsOf([2000, 2001, 3000]), "debiased");
    expect([...made(found, [2000, 2001, 3000])]).toEqual([1, expect.closeTo(Math.exp(-1), 14), 0]);
    expect(found.factor).toBe(0);
    const moderate = kernelValues(exponentsOf([3, 4, 5]), "debiased");
    expect(moderate.factor * made(moderate, [3, 4, 5])[2]!).toBeCloseTo(Math.exp(-5), 16);
    expect(moderate.factor * moderate.derivative(4)).toBeCloseTo(-Math.exp(-4), 15);
  });
});

describe("linearFeature", () => {
  it("debiased has the norm of Song et al. (2012), by its three sums, which no constant changes", () => {
    const [n, x] = [5, representation(gaussian(5, 3, "linear"))];
    const k = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (__, j) => {
        let total = 7;
        for (let c = 0; c < 3; c++) total += x.values.data[i * 3 + c]! * x.values.data[j * 3 + c]!;
        return i === j ? 0 : total;
      }),
    );
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const rows = k.map(sum);
    const wanted =
      sum(k.flat().map((value) => value ** 2)) +
      sum(rows) ** 2 / ((n - 1) * (n - 2)) -
      (2 / (n - 2)) * sum(rows.map((value) => value ** 2));
    const found = linearFeature(x, "debiased") as Vector;
    expect((found.norm * found.factor) ** 2 / wanted).toBeCloseTo(1, 11);
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
