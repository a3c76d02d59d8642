import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { gradientError } from "../support/central-differences.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

const biased = await metricById("distance-correlation");
const unbiased = await metricById("distance-correlation-unbiased");

function distancesOf({ n, p, values }: Representation): number[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_u, j) => {
      let total = 0;
      for (let c = 0; c < p; c++) total += (values.data[i * p + c]! - values.data[j * p + c]!) ** 2;
      return Math.sqrt(total);
    }),
  );
}

const average = (v: readonly number[]): number => v.reduce((s, u) => s + u, 0) / v.length;

/** dCov² as the three sums of Székely et al. (2007), theorem 1, which centre nothing. */
function covariance(a: number[][], b: number[][]): number {
  const n = a.length;
  const [rowA, rowB] = [a.map(average), b.map(average)];
  const products = average(a.flatMap((row, i) => row.map((v, j) => v * b[i]![j]!)));
  return products + average(rowA) * average(rowB) - (2 * rowA.reduce((s, v, i) => s + v * rowB[i]!, 0)) / n;
}

const [x, y] = pairOf(4, { n: 14, p1: 3, p2: 4 });

describe("distance-correlation", () => {
  it("is the root of dCov²/√(dVar²·dVar²) by the sums of the first paper", () => {
    const [a, b] = [distancesOf(x), distancesOf(y)];
    const wanted = Math.sqrt(covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b)));
    expect(compare(biased, x, y)).toBeCloseTo(wanted, 12);
  });

  it("is by 4·tr(KHLH)/n² with the kernel ½(‖x‖ + ‖x′‖ − ‖x − x′‖)", () => {
    const kernel = (d: number[][], of: Representation): number[][] => {
      const size = Array.from({ length: of.n }, (_, i) =>
        Math.hypot(...of.values.data.subarray(i * of.p, (i + 1) * of.p)),
      );
      return d.map((row, i) => row.map((v, j) => (size[i]! + size[j]! - v) / 2));
    };
    const [a, b] = [distancesOf(x), distancesOf(y)];
    // The three sums are tr(KHLH)/n² for any two symmetric matrices.
    expect(4 * covariance(kernel(a, x), kernel(b, y))).toBeCloseTo(covariance(a, b), 12);
  });

  it("is 1 for two single units that are multiples, and sees a parabola that correlation does not", () => {
    const u = fromArray([[-2], [-1], [0], [1], [2]]);
    const parabola = fromArray([[4], [1], [0], [1], [4]]);
    expect(compare(biased, u, times(u, -3))).toBeCloseTo(1, 13);
    expect(compare(biased, u, parabola)).toBeGreaterThan(0.4);
  });

  it("is far above 0 for unrelated data of many units", () => {
    const [a, b] = [representation(gaussian(20, 50, "a")), representation(gaussian(20, 50, "b"))];
    expect(compare(biased, a, b)).toBeGreaterThan(0.8);
    expect(Math.abs(compare(unbiased, a, b))).toBeLessThan(0.2);
  });
});

describe("distance-correlation-unbiased", () => {
  it("is the ratio of U-statistics, each an average over quadruples of different rows", () => {
    const [a, b] = pairOf(5, { n: 8, p1: 2, p2: 3 });
    const [da, db] = [distancesOf(a), distancesOf(b)];
    const u = (k: number[][], l: number[][]): number => {
      let total = 0;
      for (let i = 0; i < 8; i++) {
        for (let j = 0; j < 8; j++) {
          for (let q = 0; q < 8; q++) {
            for (let r = 0; r < 8; r++) {
              if (new Set([i, j, q, r]).size === 4)
                total += k[i]![j]! * (l[i]![j]! + l[q]![r]! - 2 * l[i]![q]!);
            }
          }
        }
      }
      return total;
    };
    expect(compare(unbiased, a, b)).toBeCloseTo(u(da, db) / Math.sqrt(u(da, da) * u(db, db)), 12);
  });

  it("has the mean 0 over row permutations of any pair", () => {
    const random = randomFrom("permutations");
    const values = Array.from({ length: 400 }, (_, k) => {
      const rows = random.child(k).permutation(14);
      const data = Float64Array.from(
        { length: 14 * 4 },
        (_u, at) => y.values.data[rows[Math.floor(at / 4)]! * 4 + (at % 4)]!,
      );
      return compare(unbiased, x, representation({ ...y.values, data }));
    });
    const sd = Math.sqrt(average(values.map((v) => (v - average(values)) ** 2)));
    expect(Math.abs(average(values))).toBeLessThan((4 * sd) / 20);
  });

  it("has no value where all distances are equal", () => {
    const simplex = fromArray([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    expect(() => compare(unbiased, simplex, representation(gaussian(4, 2, "four")))).toThrow(
      /^X has distances that are all equal/,
    );
    expect(compare(biased, simplex, simplex)).toBeCloseTo(1, 13);
  });
});

describe("invariances", () => {
  it.each([biased, unbiased])("$id is invariant to what it declares and to nothing else", (metric) => {
    expect(measuredInvariances(metric, (seed) => pairOf(seed, { n: 20, p1: 4, p2: 6 }))).toEqual(
      metric.invariances,
    );
  });
});

describe("gradients", () => {
  it.each([biased, unbiased])("of $id agree with differences, also near the optimum", (metric) => {
    const [a, b] = pairOf(9, { n: 12, p1: 4, p2: 3 });
    expect(gradientError((z) => compare(metric, a, z), metric.gradient!(a, b), b)).toBeLessThan(1e-6);
    const noise = gaussian(12, 4, "noise").data;
    const near = representation({ ...a.values, data: a.values.data.map((v, k) => v + 0.01 * noise[k]!) });
    const error = gradientError((z) => compare(metric, a, z), metric.gradient!(a, near), near, {
      step: 1e-4,
    });
    expect(error).toBeLessThan(1e-6);
  });

  it.each([biased, unbiased])("of $id are finite where two rows coincide", (metric) => {
    const doubled = representation({
      ...y.values,
      data: y.values.data.map((v, k) => (k < 8 ? y.values.data[k % 4]! : v)),
    });
    expect(metric.gradient!(x, doubled).data.every(Number.isFinite)).toBe(true);
  });
});
