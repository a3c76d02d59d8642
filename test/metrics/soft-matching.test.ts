import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectColumns } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [unit, centered, raw, correlation] = await Promise.all(
  [
    "soft-matching",
    "soft-matching-preprocess-centered",
    "soft-matching-preprocess-raw",
    "soft-matching-correlation",
  ].map(metricById),
);

describe("soft-matching", () => {
  it("is the permutation distance over √p for p1 = p2 = p", async () => {
    const [x, y] = pairOf(1, { p1: 6, p2: 6 });
    const wanted = compare(await metricById("procrustes-permutation-euclidean"), x, y) / Math.sqrt(6);
    expect(compare(centered!, x, y)).toBeCloseTo(wanted, 12);
    const uncentred =
      compare(await metricById("procrustes-permutation-euclidean-center-raw"), x, y) / Math.sqrt(6);
    expect(compare(raw!, x, y)).toBeCloseTo(uncentred, 12);
    // Unit size: chord of the permutation angle.
    const theta = compare(await metricById("procrustes-permutation"), x, y);
    expect(compare(unit!, x, y)).toBeCloseTo((2 * Math.sin(theta / 2)) / Math.sqrt(6), 12);
  });

  it("splits a unit between others, by hand: one unit against two", () => {
    // ½(1 − 0)²·… : distances of (1, 0) from (1, 1) and (0, 0): both 1, so that √(½ + ½) = 1.
    expect(
      compare(
        raw!,
        fromArray([[1], [0]]),
        fromArray([
          [1, 0],
          [1, 0],
        ]),
      ),
    ).toBeCloseTo(1, 14);
  });

  it("is exactly zero for units in another order, and for every unit written twice", () => {
    const [x] = pairOf(1);
    for (const metric of [unit!, centered!, raw!]) {
      expect(compare(metric, x, representation(selectColumns(x.values, [4, 2, 0, 1, 3])))).toBe(0);
    }
    const twice = representation(selectColumns(x.values, [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]));
    expect(compare(raw!, x, twice)).toBe(0);
    expect(compare(centered!, x, twice)).toBe(0);
  });

  it("satisfies the triangle inequality for different widths", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: 5 }))),
        (seed, widths) => {
          const [a, b, c] = widths.map((p, k) => representation(gaussian(8, p, "triangle", seed, k)));
          for (const metric of [raw!, centered!]) {
            expect(compare(metric, a!, b!)).toBeLessThanOrEqual(
              compare(metric, a!, c!) + compare(metric, c!, b!) + 1e-12,
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("says where it overflows", () => {
    const [x, y] = pairOf(1);
    expect(compare(raw!, times(x, 1e150), times(y, 1e150)) / 1e150).toBeCloseTo(compare(raw!, x, y), 10);
    const most = 1.7e308 / Math.max(...x.values.data.map(Math.abs), ...y.values.data.map(Math.abs));
    expect(() => compare(raw!, times(x, most), times(y, -most))).toThrow(/overflow/);
  });
});

describe("soft-matching-correlation", () => {
  it("is one-to-one correlation matching for equal widths, and lower where units must be shared", async () => {
    const hard = await metricById("correlation-match-hard");
    const [x, y] = pairOf(2, { p1: 6, p2: 6 });
    expect(compare(correlation!, x, y)).toBeCloseTo(compare(hard, x, y), 12);
    const [a, b] = pairOf(2, { p1: 4, p2: 7 });
    expect(compare(correlation!, a, b)).toBeLessThan(compare(hard, a, b));
  });

  it("counts a constant unit with a correlation of zero, where published code drops it or returns NaN", () => {
    const x = fromArray([
      [1, 7],
      [2, 7],
      [4, 7],
    ]);
    const y = fromArray([[1], [2], [4]]);
    expect(compare(correlation!, x, y)).toBeCloseTo(0.5, 14);
  });

  it.each([unit!, centered!, raw!, correlation!].map((metric) => [metric.id, metric] as const))(
    "%s is invariant to what it declares and to nothing else",
    (_id, metric) => {
      expectInvariances(metric);
    },
  );
});
