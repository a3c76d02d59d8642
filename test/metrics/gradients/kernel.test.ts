import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { bothFeatures, cosine } from "../../../metrics/families/feature.ts";
import { ESTIMATORS, kernelFeature, type KernelChoice } from "../../../metrics/families/kernel-features.ts";
import { hsicLinearGradient, linearCkaGradient } from "../../../metrics/gradients/cka.ts";
import { kernelGradient, kernelInnerGradient } from "../../../metrics/gradients/kernel.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

const score = (x: Representation, y: Representation, choice: KernelChoice): number =>
  cosine(...bothFeatures(x, y, (side) => kernelFeature(side, choice)));

const WIDTHS = [
  { sigma: 0.8 },
  { sigma: 4 },
  { times: 0.4, median: "off" },
  { times: 1, median: "all" },
] as const;

describe.each(["rbf", "laplace"] as const)("kernelGradient of %s", (kernel) => {
  it.each(ESTIMATORS)("%s agrees with differences at every kind of width, odd and even", (estimator) => {
    for (const n of [8, 9, 10]) {
      const [x, y] = pairOf(n, { n, p1: 3, p2: 2 });
      for (const width of WIDTHS) {
        const choice = { kernel, estimator, width };
        const error = gradientError((z) => score(x, z, choice), kernelGradient(x, y, choice), y);
        expect(error).toBeLessThan(1e-6);
      }
    }
  });
});

describe("kernelGradient", () => {
  const [x, y] = pairOf(20, { n: 11, p1: 3, p2: 3 });

  it("agrees with differences near the optimum, where it is the difference of two that are almost equal", () => {
    for (const estimator of ESTIMATORS) {
      const choice = { kernel: "rbf", estimator, width: { times: 1, median: "off" } } as const;
      const noise = gaussian(11, 3, "noise").data;
      const near = representation({ ...x.values, data: x.values.data.map((v, k) => v + 0.003 * noise[k]!) });
      expect(score(x, near, choice)).toBeGreaterThan(0.9999);
      const error = gradientError((z) => score(x, z, choice), kernelGradient(x, near, choice), near, {
        step: 2e-4,
      });
      expect(error).toBeLessThan(1e-6);
    }
  });

  it("would be wrong by far without the median's own dependence on Y", () => {
    const free = { kernel: "rbf", estimator: "biased", width: { times: 0.5, median: "off" } } as const;
    const gradient = kernelGradient(x, y, free);
    // Moving along Y itself changes the scale alone, which a width by the median does not see.
    const along = gradient.data.reduce((s, v, k) => s + v * y.values.data[k]!, 0);
    const size = Math.hypot(...gradient.data) * Math.hypot(...y.values.data);
    expect(Math.abs(along) / size).toBeLessThan(1e-12);
    const fixed = { ...free, width: { sigma: 1.5 } };
    const alongFixed = kernelGradient(x, y, fixed).data.reduce((s, v, k) => s + v * y.values.data[k]!, 0);
    expect(Math.abs(alongFixed) / size).toBeGreaterThan(1e-3);
  });

  it("is zero at identity and goes with one over the scale", () => {
    const choice = { kernel: "rbf", estimator: "debiased", width: { times: 1, median: "off" } } as const;
    expect(Math.max(...kernelGradient(x, x, choice).data.map(Math.abs))).toBeLessThan(1e-14);
    const [one, small] = [kernelGradient(x, y, choice), kernelGradient(x, times(y, 2 ** -400), choice)];
    expect(small.data.map((v) => v * 2 ** -400)).toEqual(one.data);
  });

  it("is finite where rows coincide and medians are tied, and undefined where the score is", () => {
    const choice = { kernel: "laplace", estimator: "biased", width: { times: 1, median: "off" } } as const;
    const tied = fromArray(Array.from({ length: 11 }, (_, i) => [i % 4, i % 2]));
    expect(kernelGradient(x, tied, choice).data.every(Number.isFinite)).toBe(true);
    expect(() => kernelGradient(x, fromArray(Array.from({ length: 11 }, () => [1])), choice)).toThrow(
      /^Y has zero variance/,
    );
  });
});

describe.each([
  "cka-lange",
  "cka-uncentered",
  "hsic-debiased",
  "hsic-lange",
  "hsic-rbf-1",
  "hsic-rbf-debiased-0.5",
  "hsic-rbf-sigma-lange-3",
  "hsic-laplace-1",
  "hsic-laplace-sigma-debiased-0.05",
  "kernel-distance-linear",
  "kernel-distance-linear-lange",
  "kernel-distance-squared-linear-debiased",
  "kernel-distance-rbf-0.5",
  "kernel-distance-squared-laplace-sigma-lange-2",
])("the gradient of %s", (id) => {
  it("is what central differences give, also near the optimum", async () => {
    await expectMetricGradient(id);
  });
});

describe("the gradients by kernels", () => {
  it("have the unit of 1/Y at any scale, where the measure has none", async () => {
    for (const id of ["cka-lange", "cka-uncentered", "hsic-rbf-1", "kernel-distance-rbf-1"])
      expectScaleFree(await gradientOf(id));
  });

  it("of linear HSIC and CKA are those found in another way", () => {
    const [a, b] = pairOf(3);
    const score = { kernel: "linear", estimator: "biased" } as const;
    const [cka, hsic] = [kernelGradient(a, b, score), kernelInnerGradient(a, b, score, (a.n - 1) ** 2)];
    const expected = [linearCkaGradient(a, b), hsicLinearGradient(a, b)] as const;
    cka.data.forEach((value, k) => expect(value).toBeCloseTo(expected[0].data[k]!, 13));
    hsic.data.forEach((value, k) => expect(value).toBeCloseTo(expected[1].data[k]!, 10));
  });

  it("that leave float64 say so, and of an X that does not vary are zero", async () => {
    const [a, b] = pairOf(3);
    const flat = fromArray(Array.from({ length: a.n }, () => [1, 2]));
    const gradient = await gradientOf("hsic-debiased");
    for (const of of [gradient, await gradientOf("hsic-linear")])
      expect(() => of(times(a, 2 ** 400), times(b, 2 ** 400))).toThrow(/overflow/);
    expect(gradient(flat, b).data.every((value) => value === 0)).toBe(true);
    expect(() => gradient(a, flat)).toThrow(/^Y has zero variance/);
    expect((await gradientOf("kernel-distance-linear"))(a, a).data.every((value) => value === 0)).toBe(true);
    // ‖K_Y‖ itself: its slope along Y is twice its value.
    const alone = (await gradientOf("kernel-distance-linear"))(flat, b);
    const norm = compare(await metricById("kernel-distance-linear"), flat, b);
    expect(inner(alone.data, b.values.data)).toBeCloseTo(2 * norm, 9);
  });
});
