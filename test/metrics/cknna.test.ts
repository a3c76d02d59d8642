import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

const [x, y] = pairOf(7, { n: 14, p1: 3, p2: 4 });

function gram({ n, p, values }: Representation, centre: boolean): number[][] {
  const mean = (c: number): number => {
    let total = 0;
    for (let i = 0; i < n; i++) total += values.data[i * p + c]! / n;
    return centre ? total : 0;
  };
  const means = Array.from({ length: p }, (_, c) => mean(c));
  const at = (i: number, c: number): number => values.data[i * p + c]! - means[c]!;
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_u, j) => means.reduce((s, _m, c) => s + at(i, c) * at(j, c), 0)),
  );
}

const mask = (k: number[][], topk: number): boolean[][] =>
  k.map((row, i) => {
    const near = row
      .map((_, j) => j)
      .filter((j) => j !== i)
      .sort((a, b) => row[b]! - row[a]!)
      .slice(0, topk);
    return row.map((_, j) => near.includes(j));
  });

const masked = (k: number[][], ...masks: boolean[][][]): number[][] =>
  k.map((row, i) => row.map((v, j) => (masks.every((m) => m[i]![j]) ? v : 0)));

const plain = (a: number[][], b: number[][]): number =>
  a.flatMap((row, i) => row.map((v, j) => v * b[i]![j]!)).reduce((s, v) => s + v, 0);

/** The formula of Song et al. as it stands, for matrices that need not be symmetric. */
function song(a: number[][], b: number[][]): number {
  const n = a.length;
  let [trace, sumA, sumB, product] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      trace += a[i]![j]! * b[j]![i]!;
      sumA += a[i]![j]!;
      sumB += b[i]![j]!;
      for (let q = 0; q < n; q++) product += a[i]![j]! * b[j]![q]!;
    }
  }
  return trace + (sumA * sumB) / ((n - 1) * (n - 2)) - (2 * product) / (n - 2);
}

function byDefinition(topk: number, centre: boolean, h: typeof plain): number {
  const [k, l] = [gram(x, centre), gram(y, centre)];
  const [mk, ml] = [mask(k, topk), mask(l, topk)];
  const self = (g: number[][], m: boolean[][]): number => h(masked(g, m), masked(g, m));
  return h(masked(k, mk, ml), masked(l, mk, ml)) / Math.sqrt(self(k, mk) * self(l, ml));
}

describe("cknna", () => {
  it.each([
    ["cknna-k-4", true, plain],
    ["cknna-k-4-gram-raw", false, plain],
    ["cknna-k-4-gram-raw-hsic-unbiased", false, song],
    ["cknna-k-6-hsic-unbiased", true, song],
  ] as const)("%s is what its formula says", async (id, centre, h) => {
    expect(await value(id, x, y)).toBeCloseTo(byDefinition(Number(/k-(\d)/.exec(id)![1]), centre, h), 12);
  });

  it("with all neighbours is CKA without diagonals, and with the unbiased formula debiased CKA", async () => {
    expect(await value("cknna-k-13", x, y)).toBeCloseTo(await value("cka-lange", x, y), 12);
    expect(await value("cknna-k-13-hsic-unbiased", x, y)).toBeCloseTo(await value("cka-debiased", x, y), 12);
  });

  it("is 1 at identity and 0 where no neighbour is shared", async () => {
    expect(await value("cknna-k-5", x, times(x, -1e150))).toBeCloseTo(1, 13);
    // Pairs {0,1} and {2,3} against {0,2} and {1,3}.
    const [a, b] = [fromArray([[1], [1.1], [-1], [-1.1]]), fromArray([[1], [-1], [1.1], [-1.1]])];
    expect(await value("cknna-k-1", a, b)).toBe(0);
  });

  it("adds nothing to its denominator, so that the scale does not matter", async () => {
    const id = "cknna-k-4-gram-raw-hsic-unbiased";
    expect(await value(id, times(x, 1e-5), times(y, 1e-5))).toBeCloseTo(await value(id, x, y), 10);
  });

  it("by the code's formula is neither symmetric nor within [−1, 1]", async () => {
    const metric = await metricById("cknna-k-3-gram-raw-hsic-unbiased");
    expect(metric.symmetric).toBe(false);
    expect(metric.range).toEqual([-Infinity, Infinity]);
    expect(Math.abs(compare(metric, x, y) - compare(metric, y, x))).toBeGreaterThan(1e-6);
    expect(await value("cknna-k-3", x, y)).toBeCloseTo(await value("cknna-k-3", y, x), 14);
  });

  it("has no value for a constant side", async () => {
    const flat = fromArray(Array.from({ length: 14 }, () => [3]));
    await expect(value("cknna-k-3", x, flat)).rejects.toThrow(/^Y has zero variance/);
    expect((await metricById("cknna-k-12")).minimumRows).toBe(13);
    expect(Number.isFinite(await value("cknna-k-3", x, representation(gaussian(14, 1, "one"))))).toBe(true);
  });

  it.each(["cknna-k-4", "cknna-k-4-gram-raw", "cknna-k-9-hsic-unbiased"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const metric = await metricById(id);
      expect(measuredInvariances(metric)).toEqual(metric.invariances);
    },
  );
});
