import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { beside, selectRows } from "../../linalg/elementwise.ts";
import type { Representation } from "../../core/representation.ts";
import { foldRows } from "../../metrics/families/folds.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

const column = (x: Representation, j: number): number[] =>
  Array.from({ length: x.n }, (_, i) => x.values.data[i * x.p + j]!);
const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
function r(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (f: (i: number) => number): number => a.reduce((total, _, i) => total + f(i), 0);
  const ab = dot((i) => (a[i]! - ma) * (b[i]! - mb));
  return ab / Math.sqrt(dot((i) => (a[i]! - ma) ** 2) * dot((i) => (b[i]! - mb) ** 2));
}

describe("pearson-regression in sample", () => {
  it("with one predictor is the mean |r| of its correlations", async () => {
    const [x, y] = pairOf(1, { p1: 3, p2: 1 });
    const wanted = mean([0, 1, 2].map((j) => Math.abs(r(column(x, j), column(y, 0)))));
    expect(await value("pearson-regression", x, y)).toBeCloseTo(wanted, 12);
    const squares = mean([0, 1, 2].map((j) => r(column(x, j), column(y, 0)) ** 2));
    expect(await value("pearson-regression-of-r2", x, y)).toBeCloseTo(squares, 12);
  });

  it("does not change with a penalty that only shrinks: one predictor, any λ", async () => {
    const [x, y] = pairOf(1, { p1: 3, p2: 1 });
    expect(await value("pearson-regression-lambda-5", x, y)).toBeCloseTo(
      await value("pearson-regression", x, y),
      12,
    );
    // R² does.
    expect(await value("ridge-lambda-5", x, y)).toBeLessThan(0.9 * (await value("linear-regression", x, y)));
  });

  it("is 1 for any target once the predictor spans everything", async () => {
    const [x, y] = pairOf(1, { n: 8, p1: 3, p2: 9 });
    expect(await value("pearson-regression", x, y)).toBeCloseTo(1, 12);
  });
});

describe("pearson-regression-cv", () => {
  it("is the mean over folds and units of r on held-out rows, by hand for one predictor", async () => {
    const [x, y] = pairOf(2, { n: 25, p1: 2, p2: 1 });
    const folds = foldRows(25, "shuffled").map((test) => {
      const train = [...Array(25).keys()].filter((i) => !test.includes(i));
      const [yt, ys] = [train, test].map((rows) => column(representation(selectRows(y.values, rows)), 0));
      return mean(
        [0, 1].map((j) => {
          const [xt, xs] = [train, test].map((rows) => column(representation(selectRows(x.values, rows)), j));
          const slope = yt!.reduce((t, v, i) => t + (v - mean(yt!)) * (xt![i]! - mean(xt!)), 0);
          // A slope's size does not matter for r, its sign does.
          return r(
            xs!,
            ys!.map((v) => slope * v),
          );
        }),
      );
    });
    expect(await value("pearson-regression-cv-lambda-0", x, y)).toBeCloseTo(mean(folds), 12);
  });

  it("leaves constant units of the target out, and every other counts alike", async () => {
    const [x, y] = pairOf(3);
    const padded = representation(beside(x.values, matrix(30, 1, new Float64Array(30).fill(3))));
    for (const id of ["pearson-regression-cv", "pearson-regression-cv-lambda-0"]) {
      expect(await value(id, padded, y)).toBeCloseTo(await value(id, x, y), 12);
    }
  });

  it("pooled is below fold by fold for unrelated data: held-out means run against the fold", async () => {
    const pairs = [1, 2, 3, 4, 5, 6].map(
      (seed) =>
        [representation(gaussian(40, 4, "x", seed)), representation(gaussian(40, 4, "y", seed))] as const,
    );
    const average = async (id: string): Promise<number> =>
      mean(await Promise.all(pairs.map(([x, y]) => value(id, x, y))));
    expect(await average("pearson-regression-cv-lambda-1000-aggregate-pooled")).toBeLessThan(-0.2);
    expect(Math.abs(await average("pearson-regression-cv-lambda-1000"))).toBeLessThan(0.15);
  });

  it("has another value for each direction, each power and each way to deal rows", async () => {
    const [x, y] = pairOf(4, { n: 40 });
    const values = await Promise.all(
      ["", "-target-y", "-of-r2", "-folds-contiguous", "-aggregate-pooled"].map((end) =>
        value(`pearson-regression-cv${end}`, x, y),
      ),
    );
    expect(new Set(values).size).toBe(5);
    expect(values[1]).toBeCloseTo(await value("pearson-regression-cv", y, x), 12);
  });

  it("does not overflow at scales of 1e±150", async () => {
    const [x, y] = pairOf(4);
    expect(await value("pearson-regression-cv", times(x, 1e150), times(y, 1e-150))).toBeCloseTo(
      await value("pearson-regression-cv", x, y),
      10,
    );
  });

  it("needs three test rows in a fold: any two points correlate perfectly", async () => {
    expect((await metricById("pearson-regression-cv")).minimumRows).toBe(15);
  });

  it("has no value where the target is constant", async () => {
    const [, y] = pairOf(4, { n: 15 });
    const flat = fromArray(Array.from({ length: 15 }, () => [2]));
    await expect(value("pearson-regression-cv", flat, y)).rejects.toThrow(/X has zero variance/);
  });

  it.each([
    "pearson-regression",
    "pearson-regression-lambda-1",
    "pearson-regression-cv",
    "pearson-regression-cv-target-y",
    "pearson-regression-cv-lambda-0",
    "pearson-regression-cv-lambda-100-unit-absolute",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expectInvariances(metric);
  });
});
