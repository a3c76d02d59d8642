import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { compare } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";

/**
 * The golden pair of small integers has cosines that are equal in exact arithmetic. The reference breaks these ties
 * by the rounding of a product of unit rows; here they are compared as fractions, with BigInt.
 */
const { x, y } = (await goldenPairs()).get("ties")!;
const n = x.n;

/** sign(cos)·cos² of two rows as a fraction; it has the order of the cosine. */
type Fraction = readonly [bigint, bigint];

function squaredCosine({ p, values }: Representation, i: number, j: number): Fraction {
  const row = (of: number): bigint[] => [...values.data.subarray(of * p, (of + 1) * p)].map(BigInt);
  const dot = (a: bigint[], b: bigint[]): bigint => a.reduce((s, v, c) => s + v * b[c]!, 0n);
  const [a, b] = [row(i), row(j)];
  const product = dot(a, b);
  return [product * (product < 0n ? -product : product), dot(a, a) * dot(b, b)];
}

const order = ([a, b]: Fraction, [c, d]: Fraction): number => {
  const difference = a * d - c * b;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
};

const table = (of: Representation): Fraction[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_u, j) => squaredCosine(of, i, j)));
const [cx, cy] = [table(x), table(y)];

const nearest = (c: Fraction[][], i: number, k: number): number[] =>
  c[i]!.map((_, j) => j)
    .filter((j) => j !== i)
    .sort((a, b) => order(c[i]![b]!, c[i]![a]!) || a - b)
    .slice(0, k);

const value = async (id: string): Promise<number> => compare(await metricById(id), x, y);

describe("cosines tied in exact arithmetic", () => {
  it.each([5, 10])("count as ties among %i neighbours", async (k) => {
    let [mutual, jaccard] = [0, 0];
    for (let i = 0; i < n; i++) {
      const b = nearest(cy, i, k);
      const shared = nearest(cx, i, k).filter((j) => b.includes(j)).length;
      mutual += shared / k / n;
      jaccard += shared / (2 * k - shared) / n;
    }
    expect(await value(`knn-mutual-k-${k}-metric-cosine`)).toBeCloseTo(mutual, 13);
    expect(await value(`knn-jaccard-k-${k}-metric-cosine`)).toBeCloseTo(jaccard, 13);
  });

  it("count as ties in the second-order cosine", async () => {
    const cosine = ([a, b]: Fraction): number =>
      Math.sign(Number(a)) * Math.sqrt(Math.abs(Number(a)) / Number(b));
    for (const [id, of] of [
      ["second-order-cosine", (c: number) => c],
      ["second-order-cosine-of-distances", (c: number) => 1 - c],
    ] as const) {
      let total = 0;
      for (let i = 0; i < n; i++) {
        const union = [...new Set([...nearest(cx, i, 10), ...nearest(cy, i, 10)])];
        const dot = (u: Fraction[][], v: Fraction[][]): number =>
          union.reduce((s, j) => s + of(cosine(u[i]![j]!)) * of(cosine(v[i]![j]!)), 0);
        total += dot(cx, cy) / Math.sqrt(dot(cx, cx) * dot(cy, cy)) / n;
      }
      expect(await value(id)).toBeCloseTo(total, 12);
    }
  });

  it("count as ties in the ranks of a cosine RDM", async () => {
    const pairs = (c: Fraction[][]): Fraction[] => c.flatMap((row, i) => row.slice(0, i));
    const [a, b] = [pairs(cx), pairs(cy)];
    const m = a.length;
    let [difference, untiedA, untiedB] = [0, 0, 0];
    for (let r = 0; r < m; r++) {
      for (let s = 0; s < r; s++) {
        const [u, v] = [order(a[r]!, a[s]!), order(b[r]!, b[s]!)];
        difference += u * v;
        untiedA += Math.abs(u);
        untiedB += Math.abs(v);
      }
    }
    expect(await value("rsa-cosine-kendall-b")).toBeCloseTo(difference / Math.sqrt(untiedA * untiedB), 13);
    const ranks = (of: Fraction[]): number[] => {
      const sorted = of.map((_, k) => k).sort((r, s) => order(of[r]!, of[s]!));
      const rank = new Array<number>(m);
      for (let from = 0; from < m;) {
        let to = from + 1;
        while (to < m && order(of[sorted[to]!]!, of[sorted[from]!]!) === 0) to++;
        for (let k = from; k < to; k++) rank[sorted[k]!] = (from + to - 1) / 2 - (m - 1) / 2;
        from = to;
      }
      return rank;
    };
    const [ra, rb] = [ranks(a), ranks(b)];
    const dot = (u: number[], v: number[]): number => u.reduce((s, w, k) => s + w * v[k]!, 0);
    expect(await value("rsa-cosine-spearman")).toBeCloseTo(
      dot(ra, rb) / Math.sqrt(dot(ra, ra) * dot(rb, rb)),
      12,
    );
  });
});
