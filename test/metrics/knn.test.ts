import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

const NAMES = ["mutual", "jaccard", "rank", "lcs", "edit-distance", "cycle"] as const;

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

/**
 * Points on a line and their two nearest: X 0 1 3 7 → 12, 02, 10, 21; Y 0 5 1 3 with Y's rows in this order → 23, 32,
 * 03 (1 is at 1 from 0, at 2 from 3), 21 (3 is at 2 from both 1 and 5: the smaller index first, that is row 1).
 */
const [x, y] = [fromArray([[0], [1], [3], [7]]), fromArray([[0], [5], [1], [3]])];

describe("knn by hand, k = 2", () => {
  // X: [1,2] [0,2] [1,0] [2,1]. Y: [2,3] [3,2] [0,3] [1,2].
  it.each([
    // Shared: {2}, {2}, {0}, {2,1}.
    ["mutual", (0.5 + 0.5 + 0.5 + 1) / 4],
    ["jaccard", (1 / 3 + 1 / 3 + 1 / 3 + 1) / 4],
    // 2: ranks 2,1 → 2/(2·3); 2: ranks 2,2 → 2/4; 0: ranks 2,1 → 2/(2·3); 1,2: ranks 2,1 and 1,2 → 2·2/(2·3) over 1 + ½.
    ["rank", (1 / 3 + 1 / 2 + 1 / 3 + 2 / 3 / 1.5) / 4],
    // Common subsequences 2, 2, 0, one of two.
    ["lcs", (0.5 + 0.5 + 0.5 + 0.5) / 4],
    // 12→23: 2 edits; 02→32: 1; 10→03: 2; 21→12: 2.
    ["edit-distance", (0 + 0.5 + 0 + 0) / 4],
    // From i to Y's neighbours and back by X's: 0→2→{1,0} yes; 1→3→{2,1} yes; 2→0→{1,2} yes; 3→1→{0,2}, 2→{1,0}: no.
    ["cycle", 3 / 4],
  ] as const)("%s", async (name, wanted) => {
    expect(await value(`knn-${name}-k-2`, x, y)).toBeCloseTo(wanted, 14);
  });

  it("cycle goes from Y's neighbours back by X's, so that its order matters", async () => {
    // 0→1→{3,2}, 2→{0,3} yes; 1→0→{2,3}, 2→{0,3} no; 2→1→{3,2} yes; 3→2→{0,3} yes.
    expect(await value("knn-cycle-k-2", y, x)).toBeCloseTo(3 / 4, 14);
    const [a, b] = pairOf(3, { n: 30, p1: 3, p2: 4 });
    expect(await value("knn-cycle-k-3", a, b)).not.toBe(await value("knn-cycle-k-3", b, a));
  });
});

describe("knn", () => {
  it.each(NAMES.filter((name) => name !== "cycle"))(
    "%s is 1 for the same neighbours in the same order",
    async (name) => {
      const [a] = pairOf(1, { n: 30 });
      for (const metric of ["euclidean", "cosine", "inner-product"]) {
        expect(await value(`knn-${name}-k-5-metric-${metric}`, a, a)).toBe(1);
      }
    },
  );

  it("cycle is below 1 at identity where a stimulus is nobody's neighbour", async () => {
    const outlier = fromArray([[0], [1], [2], [3], [100]]);
    expect(await value("knn-cycle-k-2", outlier, outlier)).toBeCloseTo(4 / 5, 14);
  });

  it("of all other stimuli always agrees", async () => {
    const [a, b] = pairOf(2, { n: 11 });
    for (const name of ["mutual", "jaccard", "cycle"]) expect(await value(`knn-${name}`, a, b)).toBe(1);
  });

  it("has the means k/(n−1) and Σ P(m)·m/(2k−m) over unrelated data", async () => {
    const random = randomFrom("knn-null");
    const [n, k] = [13, 4];
    const draws = Array.from(
      { length: 250 },
      (_, d) =>
        [
          representation(random.child(d, "x").gaussianMatrix(n, 3)),
          representation(random.child(d, "y").gaussianMatrix(n, 3)),
        ] as const,
    );
    const choose = (a: number, b: number): number => (b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b);
    const hypergeometric = (m: number): number =>
      (choose(k, m) * choose(n - 1 - k, k - m)) / choose(n - 1, k);
    const jaccard = [1, 2, 3, 4].reduce((s, m) => s + (hypergeometric(m) * m) / (2 * k - m), 0);
    for (const [name, wanted] of [
      ["mutual", k / (n - 1)],
      ["jaccard", jaccard],
    ] as const) {
      const metric = await metricById(`knn-${name}-k-4`);
      const values = draws.map(([a, b]) => compare(metric, a, b));
      const mean = values.reduce((s, v) => s + v, 0) / values.length;
      const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
      expect(Math.abs(mean - wanted)).toBeLessThan((4 * sd) / Math.sqrt(values.length));
    }
  });

  it("counts a duplicated row as a neighbour, not as the row itself", async () => {
    // Dropping the first of the sorted neighbours instead of the row itself gives .2526 on this pair, published code.
    const pair = (await goldenPairs()).get("ties")!;
    expect(await value("knn-mutual-k-5", pair.x, pair.y)).toBeCloseTo(0.3633333333333333, 12);
    const rows = [...randomFrom("twice").permutation(24)].map((row) => row % 12);
    const doubled = (of: ReturnType<typeof gaussian>): Representation => representation(selectRows(of, rows));
    // With every row twice, the nearest neighbour is the duplicate on both sides.
    expect(await value("knn-mutual-k-1", doubled(gaussian(12, 3, "a")), doubled(gaussian(12, 4, "b")))).toBe(
      1,
    );
  });

  it("does not depend on what is near: three measures", async () => {
    const pair = (await goldenPairs()).get("bigmean")!;
    const [l2, cos, ip] = await Promise.all(
      ["euclidean", "cosine", "inner-product"].map((metric) =>
        value(`knn-mutual-metric-${metric}`, pair.x, pair.y),
      ),
    );
    // Large means: all stimuli have the same few with the largest inner product, not the same on the two sides.
    expect(ip).toBe(0);
    expect(l2).toBeGreaterThan(0.2);
    expect(cos).not.toBe(l2);
  });

  it("needs more than k stimuli and a direction for cosines", async () => {
    expect((await metricById("knn-mutual-k-7")).minimumRows).toBe(8);
    const [a] = pairOf(2, { n: 8 });
    await expect(value("knn-mutual-k-8", a, a)).rejects.toMatchObject({ code: "input/too-few-rows" });
    const zero = fromArray([
      [0, 0],
      [1, 2],
      [3, 4],
      [1, 0],
    ]);
    await expect(value("knn-mutual-k-2-metric-cosine", zero, x)).rejects.toThrow(
      /^X has a zero row \(row 0\)/,
    );
    await expect(value("knn-mutual-k-2", x, fromArray([[2], [2], [2], [2]]))).rejects.toThrow(
      /^Y has zero variance/,
    );
  });

  it.each(NAMES.filter((name) => name !== "cycle"))("%s has all pairs as one by one", async (name) => {
    const metric = await metricById(`knn-${name}-k-3`);
    const many = [0, 1, 2].map((seed) => pairOf(seed, { n: 16 })[0]);
    const flat = fromArray(Array.from({ length: 16 }, () => [1]));
    const all = metric.allPairs!([...many, flat], many);
    many.forEach((a, i) => {
      many.forEach((b, j) => expect(all.data[i * 3 + j]).toBe(compare(metric, a, b)));
    });
    expect([...all.data.subarray(9)]).toEqual([NaN, NaN, NaN]);
  });
});

describe("invariances", () => {
  it.each([
    ...NAMES.map((name) => `knn-${name}-k-4`),
    "knn-mutual-k-4-metric-cosine",
    "knn-rank-k-4-metric-inner-product",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expect(measuredInvariances(metric, (seed) => pairOf(seed, { n: 60, p1: 5, p2: 6 }))).toEqual(
      metric.invariances,
    );
  });
});
