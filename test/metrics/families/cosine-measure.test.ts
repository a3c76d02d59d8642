import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { cosineMeasure, nonNegative } from "../../../metrics/families/cosine-measure.ts";
import { feature, type Feature } from "../../../metrics/families/feature.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../../support/data.ts";

const columns = (x: Representation, power: number): Feature =>
  x.n === 1
    ? { reason: "is a single row" }
    : feature(
        x.values.data.map((v) => v ** power),
        0,
        "is zero",
      );

describe("cosineMeasure", () => {
  const measure = cosineMeasure(columns, (s) => 1 - s);
  const [a, b] = [fromArray([[3], [0]]), fromArray([[3], [4]])];

  it("is a function of the cosine, with its parameters", () => {
    expect(measure.compare(a, b, 1)).toBeCloseTo(1 - 0.6, 14);
    expect(measure.compare(a, b, 2)).toBeCloseTo(1 - 9 / Math.sqrt(81 + 256), 14);
  });

  it("has all pairs as one by one, NaN where that says why", () => {
    const single = fromArray([[1]]);
    expect(() => measure.compare(a, single, 1)).toThrow("Y is a single row");
    expect([...measure.allPairs([a, b], [b, single], 1).data]).toEqual([
      expect.closeTo(0.4, 13),
      NaN,
      expect.closeTo(0, 13),
      NaN,
    ]);
  });
});

describe("nonNegative", () => {
  it("cuts rounding below 0", () => {
    expect([nonNegative(-1e-17), nonNegative(0.3)]).toEqual([0, 0.3]);
  });
});

/** Every measure that has all pairs by a product. */
const STACKED = [
  "cka-lange",
  "cka-uncentered",
  "cka-rbf-debiased-1",
  "cka-rbf-lange-0.5-median-all",
  "cka-laplace-1",
  "cka-rbf-sigma-2",
  "hsic-debiased",
  "hsic-lange",
  "hsic-rbf-1",
  "hsic-rbf-sigma-debiased-3",
  "rsa-squared-euclidean-pearson",
  "rsa-euclidean-spearman",
  "rsa-correlation-rho-a",
  "rsa-cosine-cosine",
  "rsa-mahalanobis-corr-cov",
  "rsa-gaussian-cosine-cov",
  "rsa-euclidean-kendall-b",
  "rsa-correlation-bures",
  "distance-correlation",
  "distance-correlation-unbiased",
];

describe("all pairs", () => {
  it.each(STACKED)(
    "of %s agree with one by one to 1e-12, at any scale, NaN where there is no value",
    async (id) => {
      const metric = await metricById(id);
      const good = [0, 1, 2].flatMap((seed) => pairOf(seed, { n: 14, p1: 3, p2: 5 }));
      const flat = fromArray(Array.from({ length: 14 }, () => [2, 2]));
      const tiny = representation({ ...good[0]!.values, data: good[0]!.values.data.map((v) => v * 1e-140) });
      const all = [...good, flat, tiny, representation(gaussian(14, 20, "wide"))];
      const product = metric.allPairs!(all, good);
      all.forEach((x, i) => {
        good.forEach((y, j) => {
          const value = product.data[i * good.length + j]!;
          let one: number;
          try {
            one = compare(metric, x, y);
          } catch {
            expect(value).toBeNaN();
            return;
          }
          expect(Math.abs(value - one)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(one)));
        });
      });
    },
  );
});
