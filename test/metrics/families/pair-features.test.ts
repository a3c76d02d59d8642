import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { scratch } from "../../../linalg/scratch.ts";
import { distanceFeature, momentaryDistanceFeature } from "../../../metrics/families/distance-features.ts";
import type { Feature, Vector } from "../../../metrics/families/feature.ts";
import {
  ESTIMATORS,
  kernelFeature,
  momentaryKernelFeature,
} from "../../../metrics/families/kernel-features.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { compare, gaussian } from "../../support/data.ts";

const data = (n: number, seed: string): Representation => representation(gaussian(n, 3, seed));

function expectSame(one: Feature, other: Feature): void {
  const [a, b] = [one as Vector, other as Vector];
  expect([a.norm, a.factor, a.vector.length]).toEqual([b.norm, b.factor, b.vector.length]);
  expect(a.vector.every((value, k) => value === b.vector[k])).toBe(true);
}

describe("momentary features", () => {
  it("of representations that are seen once are those that are kept, to the bit, in memory that is used again", () => {
    const choices = ESTIMATORS.flatMap((estimator) =>
      ([{ sigma: 1 }, { times: 0.4, median: "off" }, { times: 2, median: "all" }] as const).map(
        (width) => ({ kernel: "rbf", estimator, width }) as const,
      ),
    );
    for (const choice of choices) {
      const once = momentaryKernelFeature(data(520, "x"), choice, "left");
      expect((once as Vector).vector.buffer).toBe(scratch("left", 1).buffer);
      expectSame(once, kernelFeature(data(520, "x"), choice));
    }
    for (const centering of ["biased", "debiased"] as const) {
      const once = momentaryDistanceFeature(data(520, "y"), centering, "right");
      expectSame(once, distanceFeature(data(520, "y"), centering));
    }
  });

  it("are kept of few rows, and from the second time on", () => {
    const [few, many] = [data(20, "few"), data(520, "many")];
    expect(momentaryDistanceFeature(few, "biased", "left")).toBe(distanceFeature(few, "biased"));
    const once = momentaryDistanceFeature(many, "biased", "left");
    const twice = momentaryDistanceFeature(many, "biased", "left");
    expect(twice).not.toBe(once);
    expect(twice).toBe(distanceFeature(many, "biased"));
  });

  it.each(["cka-rbf-0.4", "cka-rbf-0.8-median-all", "distance-correlation", "distance-correlation-unbiased"])(
    "give %s the same value the first and every other time, and with itself",
    async (id) => {
      const metric = await metricById(id);
      const [x, y] = [data(515, "one"), data(515, "other")];
      const first = compare(metric, x, y);
      expect(compare(metric, x, y)).toBe(first);
      expect(compare(metric, data(515, "one"), y)).toBe(first);
      const own = data(515, "one");
      expect(compare(metric, own, own)).toBeCloseTo(1, 13);
      expect(metric.allPairs!([x], [y]).data[0]).toBeCloseTo(first, 13);
    },
  );
});
