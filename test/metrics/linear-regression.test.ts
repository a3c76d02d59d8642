import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { beside } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";

const metric = await metricById("linear-regression");
const crossed = await metricById("linear-regression-cv");

describe("linear-regression", () => {
  it("explains all of a part and only its share of the whole", () => {
    const whole = representation(gaussian(30, 4, "whole"));
    const part = representation(
      matrix(
        30,
        2,
        Float64Array.from({ length: 60 }, (_, k) => whole.values.data[(k >> 1) * 4 + (k % 2)]!),
      ),
    );
    expect(compare(metric, part, whole)).toBeCloseTo(1, 12);
    expect(compare(metric, whole, part)).toBeLessThan(0.9);
  });

  it("is not helped by silent units, where zero-padded QR would invent directions", () => {
    const [x, y] = pairOf(2);
    const padded = representation(beside(matrix(y.n, 6), y.values));
    expect(compare(metric, x, padded)).toBeCloseTo(compare(metric, x, y), 12);
  });
});

describe("linear-regression-cv", () => {
  it("is what leaving five blocks out by hand gives, for one predictor", async () => {
    const [x, y] = [gaussian(10, 1, "cv", 1), gaussian(10, 1, "cv", 2)];
    let [sse, sst] = [0, 0];
    for (let fold = 0; fold < 5; fold++) {
      const train = Array.from({ length: 10 }, (_, i) => i).filter((i) => i >> 1 !== fold);
      const mean = (of: Float64Array): number => train.reduce((total, i) => total + of[i]! / 8, 0);
      const [mx, my] = [mean(x.data), mean(y.data)];
      let [sxy, syy] = [0, 0];
      for (const i of train) {
        sxy += (x.data[i]! - mx) * (y.data[i]! - my);
        syy += (y.data[i]! - my) ** 2;
      }
      for (const i of [2 * fold, 2 * fold + 1]) {
        sse += (x.data[i]! - mx - (sxy / syy) * (y.data[i]! - my)) ** 2;
        sst += (x.data[i]! - mx) ** 2;
      }
    }
    const contiguous = await metricById("linear-regression-cv-folds-contiguous");
    expect(compare(contiguous, representation(x), representation(y))).toBeCloseTo(1 - sse / sst, 12);
  });

  it("is 1 for a noiseless linear map and below 0 for unrelated data, where in-sample R² is high", () => {
    const [x] = pairOf(3, { n: 40, p1: 6 });
    expect(compare(crossed, x, representation(beside(x.values, gaussian(40, 2, "extra"))))).toBeCloseTo(
      1,
      10,
    );
    const unrelated = representation(gaussian(40, 20, "unrelated"));
    expect(compare(crossed, x, unrelated)).toBeLessThan(0);
    expect(compare(metric, x, unrelated)).toBeGreaterThan(0.3);
  });

  it("gives the same value for wide data as for its rotation to fewer units", () => {
    const low = gaussian(20, 6, "low");
    const wide = beside(low, matrix(20, 30));
    const y = representation(gaussian(20, 3, "predictor"));
    expect(compare(crossed, representation(wide), y)).toBeCloseTo(
      compare(crossed, representation(low), y),
      12,
    );
  });

  it("has no value where a fold's target does not vary, if folds are averaged", async () => {
    const x = fromArray(Array.from({ length: 10 }, (_, i) => [i === 9 ? 1 : 0]));
    const y = representation(gaussian(10, 1, "y"));
    const averaged = await metricById("linear-regression-cv-folds-contiguous-aggregate-fold-mean");
    expect(Number.isFinite(compare(averaged, x, y))).toBe(true);
    const constant = fromArray(Array.from({ length: 10 }, () => [2]));
    expect(() => compare(averaged, constant, y)).toThrow(/variance/);
  });
});
