import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { rsaGradient } from "../../../metrics/gradients/rsa.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../../support/data.ts";
import {
  expectMetricGradient,
  expectScaleFree,
  expectSlopes,
  gradientOf,
  SHAPES,
} from "../../support/gradient-cases.ts";

const RDMS = ["squared-euclidean", "euclidean", "correlation", "cosine", "mahalanobis", "gaussian"] as const;
const COMPARISONS = ["pearson", "cosine", "corr-cov", "cosine-cov", "bures"] as const;

/** Mahalanobis distances are constant once the units span everything. */
const shapesOf = (rdm: string): typeof SHAPES => (rdm === "mahalanobis" ? SHAPES.slice(0, 2) : SHAPES);

const CASES = RDMS.flatMap((rdm) => COMPARISONS.map((compare) => [rdm, compare] as const));

describe.each(CASES)("the gradient of RSA, %s RDMs compared by %s", (rdm, comparison) => {
  it("is what central differences give, also near the optimum, and has the unit of 1/Y", async () => {
    await expectMetricGradient(`rsa-${rdm}-${comparison}`, shapesOf(rdm));
    expectScaleFree(await gradientOf(`rsa-${rdm}-${comparison}`), 1e-10);
  });
});

describe.each(RDMS)("the gradients of distances of %s RDMs", (rdm) => {
  it.each([
    `rsa-distance-${rdm}-euclidean`,
    `rsa-distance-${rdm}-euclidean-per-unit`,
    `rsa-distance-${rdm}-bures-metric`,
    `rsa-bures-metric-squared-${rdm}-per-unit`,
  ])("%s is what central differences give, also near the optimum", async (id) => {
    await expectMetricGradient(id, shapesOf(rdm));
  });

  it("are zero at the optimum, where the distance has a kink", async () => {
    const [x] = pairOf(1, { n: 12, p1: 3 });
    const gradient = await gradientOf(`rsa-distance-${rdm}-euclidean`);
    expect(gradient(x, x).data.every((value) => value === 0)).toBe(true);
  });
});

describe("the gradient of Poisson RSA", () => {
  const rates = (seed: number, p: number): Representation => {
    const values = gaussian(14, p, "rates", seed);
    return representation({ ...values, data: values.data.map((value) => 0.5 + value * value) });
  };

  it.each(["pearson", "cosine", "corr-cov", "cosine-cov"])(
    "by %s is what central differences give",
    async (by) => {
      const metric = await metricById(`rsa-poisson-${by}`);
      expectSlopes((x, y) => compare(metric, x, y), await gradientOf(metric.id), rates(1, 4), rates(2, 3));
    },
  );

  it("does not exist by Bures: eigenvalues below zero are dropped", () => {
    expect(() => rsaGradient(rates(1, 4), rates(2, 3), { rdm: "poisson", compare: "bures" })).toThrow(
      /jumps/,
    );
  });
});

describe("the gradient of RSA", () => {
  it("does not exist where the correlation does not", async () => {
    const equilateral = fromArray([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    const gradient = await gradientOf("rsa-euclidean-pearson");
    expect(() => gradient(pairOf(6, { n: 3 })[0], equilateral)).toThrow(/^Y has a constant RDM/);
  });

  it("of squared distances compared by the whitened cosine is that of linear CKA, found in another way", async () => {
    const [x, y] = pairOf(4);
    const [rsa, cka] = [await gradientOf("rsa-squared-euclidean-cosine-cov"), await gradientOf("cka-linear")];
    const expected = cka(x, y).data;
    rsa(x, y).data.forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 13));
  });
});
