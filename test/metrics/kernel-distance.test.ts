import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

const [x, y] = pairOf(3, { n: 10, p1: 3, p2: 4 });

/** The HSIC whose ratio is the CKA, and what it was divided by. */
const HSIC = [
  ["linear", "hsic-linear", "cka-linear", 81],
  ["linear-debiased", "hsic-debiased", "cka-debiased", 70],
  ["linear-lange", "hsic-lange", "cka-lange", 70],
  ["rbf-sigma-2", "hsic-rbf-sigma-2", "cka-rbf-sigma-2", 81],
  ["rbf-debiased-1", "hsic-rbf-debiased-1", "cka-rbf-debiased-1", 70],
  ["laplace-sigma-lange-2", "hsic-laplace-sigma-lange-2", "cka-laplace-sigma-lange-2", 70],
] as const;

describe("kernel-distance", () => {
  it.each(HSIC)(
    "%s is √(a² + b² − 2ab·s) with a² = %s of a side with itself, s = %s",
    async (kernel, hsic, cka, by) => {
      const [a2, b2] = [(await value(hsic, x, x)) * by, (await value(hsic, y, y)) * by];
      const wanted = a2 + b2 - 2 * Math.sqrt(a2 * b2) * (await value(cka, x, y));
      const squared = await value(`kernel-distance-squared-${kernel}`, x, y);
      expect(squared / wanted).toBeCloseTo(1, 11);
      expect(await value(`kernel-distance-${kernel}`, x, y)).toBeCloseTo(Math.sqrt(squared), 11);
    },
  );

  it("is zero at identity and not √ε of the size beside it", async () => {
    const moved = times(x, 1 + 1e-9);
    expect(await value("kernel-distance-linear", x, x)).toBe(0);
    // ‖K − (1 + 1e-9)²K‖ = 2e-9‖K‖, where √(a² + b² − 2ab) is rounding.
    const size = Math.sqrt((await value("hsic-linear", x, x)) * 81);
    expect((await value("kernel-distance-linear", x, moved)) / size).toBeCloseTo(2e-9, 14);
  });

  it("from a constant side is the length of the other, and leaves float64 with a reason", async () => {
    const flat = fromArray(Array.from({ length: 10 }, () => [1]));
    const size = Math.sqrt((await value("hsic-linear", x, x)) * 81);
    expect((await value("kernel-distance-linear", x, flat)) / size).toBeCloseTo(1, 12);
    expect(await value("kernel-distance-rbf-1", flat, flat)).toBe(0);
    await expect(value("kernel-distance-linear", times(x, 1e160), y)).rejects.toThrow(/overflow/);
    await expect(value("kernel-distance-squared-linear", times(x, 1e100), y)).rejects.toThrow(/overflow/);
  });

  it("holds the triangle inequality that its square breaks", async () => {
    const [a, b, c] = [
      fromArray([[0], [0], [1], [1]]),
      fromArray([[0], [0], [1.2], [1.2]]),
      fromArray([[0], [0], [1.4], [1.4]]),
    ];
    const d =
      (id: string) =>
      async (u: Representation, v: Representation): Promise<number> =>
        value(id, u, v);
    const [plain, squared] = [d("kernel-distance-linear"), d("kernel-distance-squared-linear")];
    expect(await plain(a, c)).toBeLessThanOrEqual((await plain(a, b)) + (await plain(b, c)) + 1e-12);
    expect(await squared(a, c)).toBeGreaterThan((await squared(a, b)) + (await squared(b, c)));
    expect((await metricById("kernel-distance-squared-linear")).axioms).toBe("semimetric");
  });

  it.each([
    "kernel-distance-linear",
    "kernel-distance-squared-rbf-1",
    "kernel-distance-laplace-sigma-debiased-2",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expect(measuredInvariances(metric, (seed) => pairOf(seed, { n: 20, p1: 4, p2: 6 }))).toEqual(
      metric.invariances,
    );
  });
});
