import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import type { Representation } from "../../../core/representation.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { cosineGradient, distanceGradient } from "../../../metrics/gradients/distances.ts";
import { distances } from "../../../representation/distances.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { gaussian, times } from "../../support/data.ts";

const n = 7;
const weights = (() => {
  const a = gaussian(n, n, "weights").data;
  return matrix(
    n,
    n,
    Float64Array.from({ length: n * n }, (_, k) => a[k]! + a[(k % n) * n + Math.floor(k / n)]!),
  );
})();

/** Σᵢⱼ wᵢⱼ d²ᵢⱼ in units of the data, at the scale that the base has. */
const weighted = (y: Representation, unit: number): number => {
  const { squared, scale } = distances(y);
  return inner(weights.data, squared.data) * (scale / unit) ** 2;
};

describe("distanceGradient", () => {
  it("is that of a weighted sum of squared distances, whatever stands on the diagonal", () => {
    const y = representation(gaussian(n, 3, "points"));
    const { scale } = distances(y);
    const gradient = distanceGradient(weights, y);
    expect(gradientError((z) => weighted(z, scale), gradient, y)).toBeLessThan(1e-8);
    const other = { ...weights, data: weights.data.map((v, k) => (k % (n + 1) === 0 ? 1e9 : v)) };
    expect(distanceGradient(other, y)).toEqual(gradient);
  });

  it("adds up to zero over the rows: a translation changes no distance", () => {
    const gradient = distanceGradient(weights, representation(gaussian(n, 2, "sum")));
    for (const c of [0, 1]) {
      let total = 0;
      for (let i = 0; i < n; i++) total += gradient.data[2 * i + c]!;
      expect(total).toBeCloseTo(0, 11);
    }
  });

  it("goes with one over the scale", () => {
    const y = representation(gaussian(n, 2, "scale"));
    const [one, large] = [distanceGradient(weights, y), distanceGradient(weights, times(y, 2 ** 450))];
    expect(large.data.map((v) => v * 2 ** 450)).toEqual(one.data);
  });
});

describe("cosineGradient", () => {
  it("is that of the cosine by the second vector", () => {
    const [a, b] = [gaussian(1, 6, "a").data, gaussian(1, 6, "b").data];
    const of = (vector: Float64Array): { vector: Float64Array; norm: number } => ({
      vector,
      norm: Math.sqrt(inner(vector, vector)),
    });
    const cosine = (v: Float64Array): number => inner(a, v) / (of(a).norm * of(v).norm);
    const gradient = cosineGradient(of(a), of(b), cosine(b));
    const error = gradientError(
      (z) => cosine(z.values.data),
      matrix(1, 6, gradient),
      representation(matrix(1, 6, b)),
    );
    expect(error).toBeLessThan(1e-9);
    expect(inner(gradient, b)).toBeCloseTo(0, 14);
  });
});
