import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { addToRows } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

/** Every ordered quadruple of different rows, averaged: the U-statistic that HSIC₁ is. */
function byQuadruples(
  n: number,
  k: (i: number, j: number) => number,
  l: (i: number, j: number) => number,
): number {
  let [total, count] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let q = 0; q < n; q++) {
        for (let r = 0; r < n; r++) {
          if (new Set([i, j, q, r]).size < 4) continue;
          total += k(i, j) * (l(i, j) + l(q, r) - 2 * l(i, q));
          count++;
        }
      }
    }
  }
  return total / count;
}

const rows =
  (a: Matrix) =>
  (i: number, j: number): [number[], number[]] => [
    [...a.data.subarray(i * a.cols, (i + 1) * a.cols)],
    [...a.data.subarray(j * a.cols, (j + 1) * a.cols)],
  ];

const dot =
  (a: Matrix) =>
  (i: number, j: number): number => {
    const [u, v] = rows(a)(i, j);
    return u.reduce((s, value, c) => s + value * v[c]!, 0);
  };

const gauss =
  (a: Matrix, sigma: number) =>
  (i: number, j: number): number => {
    const [u, v] = rows(a)(i, j);
    return Math.exp(-u.reduce((s, value, c) => s + (value - v[c]!) ** 2, 0) / (2 * sigma ** 2));
  };

const [a, b] = [gaussian(8, 3, "hsic", 1), gaussian(8, 2, "hsic", 2)];
const [x, y] = [representation(a), representation(b)];

describe("hsic-debiased", () => {
  it("is the U-statistic over quadruples of different rows", async () => {
    const metric = await metricById("hsic-debiased");
    expect(compare(metric, x, y)).toBeCloseTo(byQuadruples(8, dot(a), dot(b)), 12);
  });

  it("keeps its digits with means a thousand times the spread, where the trace formula does not", async () => {
    const metric = await metricById("hsic-debiased");
    const far = addToRows(a, [1e4, -1e4, 1e4]);
    expect(compare(metric, representation(far), y)).toBeCloseTo(compare(metric, x, y), 10);
    // The three terms as printed, on the uncentred Gram matrix: terms of 1e16 whose difference is of order 1.
    const n = 8;
    const k = dot(far);
    let [trace, sumK, sumL, cross] = [0, 0, 0, 0];
    const l = dot(b);
    for (let i = 0; i < n; i++) {
      let [rk, rl] = [0, 0];
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        trace += k(i, j) * l(i, j);
        rk += k(i, j);
        rl += l(i, j);
      }
      [sumK, sumL, cross] = [sumK + rk, sumL + rl, cross + rk * rl];
    }
    const printed = (trace + (sumK * sumL) / ((n - 1) * (n - 2)) - (2 * cross) / (n - 2)) / (n * (n - 3));
    expect(Math.abs(printed - compare(metric, x, y))).toBeGreaterThan(1e-8);
  });

  it("is zero on average for unrelated data", async () => {
    const metric = await metricById("hsic-debiased");
    const random = randomFrom("hsic-null");
    const values = Array.from({ length: 300 }, (_, k) =>
      compare(
        metric,
        representation(random.child(k, "x").gaussianMatrix(8, 4)),
        representation(random.child(k, "y").gaussianMatrix(8, 4)),
      ),
    );
    const mean = values.reduce((s, v) => s + v, 0) / values.length;
    const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean)).toBeLessThan((4 * sd) / Math.sqrt(values.length));
  });
});

describe("the estimators", () => {
  it("are three: an option that changes nothing would make two of them equal", async () => {
    const pair = (await goldenPairs()).get("gauss")!;
    const values = await Promise.all(
      ["hsic-linear", "hsic-debiased", "hsic-lange"].map(async (id) =>
        compare(await metricById(id), pair.x, pair.y),
      ),
    );
    expect(values[1]! / values[0]!).toBeCloseTo(0.757, 3);
    expect(values[2]! / values[1]!).toBeGreaterThan(1.0001);
  });

  it("of a Gaussian kernel are by their definitions", async () => {
    expect(compare(await metricById("hsic-rbf-sigma-debiased-1.5"), x, y)).toBeCloseTo(
      byQuadruples(8, gauss(a, 1.5), gauss(b, 1.5)),
      13,
    );
    // ‖HKH‖ by the means: Σᵢⱼ k̃ᵢⱼ l̃ᵢⱼ / (n−1)².
    const centred = (k: (i: number, j: number) => number) => {
      const mean = Array.from({ length: 8 }, (_, i) =>
        Array.from({ length: 8 }, (_u, j) => k(i, j) / 8).reduce((s, v) => s + v, 0),
      );
      const grand = mean.reduce((s, v) => s + v / 8, 0);
      return (i: number, j: number): number => k(i, j) - mean[i]! - mean[j]! + grand;
    };
    const [kc, lc] = [centred(gauss(a, 1.5)), centred(gauss(b, 1.5))];
    let [all, diagonal] = [0, 0];
    for (let i = 0; i < 8; i++) {
      diagonal += kc(i, i) * lc(i, i);
      for (let j = 0; j < 8; j++) all += kc(i, j) * lc(i, j);
    }
    expect(compare(await metricById("hsic-rbf-sigma-1.5"), x, y)).toBeCloseTo(all / 49, 13);
    expect(compare(await metricById("hsic-rbf-sigma-lange-1.5"), x, y)).toBeCloseTo(
      (all - diagonal) / (8 * 5),
      13,
    );
  });
});

describe("scales and limits", () => {
  it("linear HSIC grows with the fourth power, and leaves float64 with a reason", async () => {
    const metric = await metricById("hsic-lange");
    expect(compare(metric, times(x, 3), times(y, 3)) / compare(metric, x, y)).toBeCloseTo(81, 10);
    expect(() => compare(metric, times(x, 1e150), times(y, 1e150))).toThrow(/overflow/);
    expect(compare(metric, times(x, 1e150), times(y, 1e-150)) / compare(metric, x, y)).toBeCloseTo(1, 10);
  });

  it("a constant side is independent of everything", async () => {
    const flat = fromArray(Array.from({ length: 8 }, () => [0.1, 0.3]));
    for (const id of [
      "hsic-debiased",
      "hsic-lange",
      "hsic-rbf-1",
      "hsic-rbf-sigma-2",
      "hsic-laplace-debiased-1",
    ]) {
      const metric = await metricById(id);
      expect(compare(metric, x, flat)).toBe(0);
      expect([...metric.allPairs!([x, flat], [y]).data]).toEqual([
        expect.closeTo(compare(metric, x, y), 12),
        0,
      ]);
    }
  });

  it("there is no width where most distances are zero", async () => {
    const tied = fromArray([[0], [0], [0], [0], [0], [0], [0], [1]]);
    const metric = await metricById("hsic-rbf-1");
    expect(() => compare(metric, x, tied)).toThrow(/Y has a median distance of zero/);
    expect(metric.allPairs!([x], [tied]).data[0]).toBeNaN();
  });
});

describe("invariances", () => {
  it.each(["hsic-debiased", "hsic-lange", "hsic-rbf-1", "hsic-rbf-sigma-3", "hsic-laplace-lange-1"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const metric = await metricById(id);
      expect(measuredInvariances(metric, (seed) => pairOf(seed, { n: 30, p1: 4, p2: 6 }))).toEqual(
        metric.invariances,
      );
    },
  );
});
