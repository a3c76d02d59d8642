import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("imd");

/** 10⁶·max of e^(−2(t+1/t))·difference over the 256 published temperatures. */
const largest = (difference: (t: number) => number): number =>
  1e6 *
  Math.max(
    ...Array.from({ length: 256 }, (_, i) => 10 ** (-1 + (2 * i) / 255)).map(
      (t) => Math.exp(-2 * (t + 1 / t)) * Math.abs(difference(t)),
    ),
  );

describe("imd", () => {
  it("is the gap between the heat traces of known graphs", async () => {
    // One neighbour each: two separate edges (λ = 0 0 2 2) against a star of four (λ = 0 1 1 2).
    const edges = fromArray([[0], [1], [100], [101]]);
    const star = fromArray([
      [0, 0],
      [1, 0],
      [0, 1.1],
      [-1.2, 0],
    ]);
    const wanted = largest(
      (t) => (2 + 2 * Math.exp(-2 * t)) / 4 - (1 + 2 * Math.exp(-t) + Math.exp(-2 * t)) / 4,
    );
    expect(compare(await metricById("imd-k-1"), edges, star)).toBeCloseTo(wanted, 8);
  });

  it("is the same for all data where every stimulus is a neighbour", async () => {
    const [x, y] = [representation(gaussian(6, 2, "x")), representation(gaussian(6, 3, "y"))];
    expect(compare(await metricById("imd-k-5"), x, y)).toBeLessThan(1e-8);
  });

  it("is exactly zero with itself, where published stochastic estimates are not", async () => {
    for (const [, { x }] of await goldenPairs()) expect(compare(metric, x, x)).toBe(0);
  });

  it("ignores which stimulus is which", () => {
    const [x] = pairOf(1);
    const reversed = fromArray(
      Array.from({ length: x.n }, (_, i) => [...x.values.data.slice((x.n - 1 - i) * x.p, (x.n - i) * x.p)]),
    );
    expect(metric.usesCorrespondence).toBe(false);
    expect(compare(metric, x, reversed)).toBeLessThan(1e-8);
  });

  it("has no value where all stimuli coincide, and needs k + 1 of them", () => {
    const flat = fromArray([[1], [1], [1], [1], [1], [1]]);
    expect(() => compare(metric, flat, representation(gaussian(6, 2, "x")))).toThrow(/zero variance/);
    expect(metric.minimumRows).toBe(6);
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric);
  });
});
