import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("correlation-match-soft");

describe("correlation-match-soft", () => {
  it("is the mean of row and of column maxima, by hand", () => {
    // Orthogonal contrasts u, v, w of four stimuli: X = [u, u + v], Y = [u, v, w].
    const [u, v, w] = [
      [1, 1, -1, -1],
      [1, -1, 1, -1],
      [1, -1, -1, 1],
    ];
    const x = fromArray(u.map((_, i) => [u[i]!, u[i]! + v[i]!]));
    const y = fromArray(u.map((_, i) => [u[i]!, v[i]!, w[i]!]));
    // Correlations: u: 1 0 0; u + v: ½√2 ½√2 0. Row maxima 1 and ½√2, column maxima 1, ½√2 and 0.
    const root = Math.SQRT1_2;
    expect(compare(metric, x, y)).toBeCloseTo(((1 + root) / 2 + (1 + root) / 3) / 2, 14);
  });

  it("is one of three measures that are called soft matching", async () => {
    const { x, y } = (await goldenPairs()).get("gauss")!;
    const values = await Promise.all(
      ["correlation-match-soft", "soft-matching-correlation", "correlation-match-hard"].map(async (id) =>
        compare(await metricById(id), x, y),
      ),
    );
    [0.3829101066840983, 0.3433448456011281, 0.3846259791933094].forEach((wanted, k) => {
      expect(values[k]).toBeCloseTo(wanted, 10);
    });
  });

  it("counts a constant unit with a correlation of zero, which published code makes NaN", () => {
    const [x, y] = pairOf(1, { p1: 2, p2: 2 });
    const wide = fromArray(
      Array.from({ length: 30 }, (_, i) => [x.values.data[2 * i]!, x.values.data[2 * i + 1]!, 5]),
    );
    const [with3, with2] = [compare(metric, wide, y), compare(metric, x, y)];
    const columns = 2 * with2 - rowMean(x, y);
    expect(with3).toBeCloseTo(((2 * rowMean(x, y)) / 3 + columns) / 2, 12);
  });

  it("is no smaller than the one-to-one matching of equal widths", async () => {
    const [x, y] = pairOf(3, { p1: 6, p2: 6 });
    expect(compare(metric, x, y)).toBeGreaterThanOrEqual(
      compare(await metricById("correlation-match-hard"), x, y),
    );
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric);
  });
});

/** Mean over the units of X of the largest correlation with a unit of Y, element by element. */
function rowMean(x: Parameters<typeof compare>[1], y: typeof x): number {
  const column = (of: typeof x, j: number): number[] =>
    Array.from({ length: of.n }, (_, i) => of.values.data[i * of.p + j]!);
  const r = (a: number[], b: number[]): number => {
    const [ma, mb] = [a, b].map((v) => v.reduce((t, e) => t + e, 0) / v.length);
    let [aa, bb, ab] = [0, 0, 0];
    a.forEach((_, i) => {
      aa += (a[i]! - ma!) ** 2;
      bb += (b[i]! - mb!) ** 2;
      ab += (a[i]! - ma!) * (b[i]! - mb!);
    });
    return ab / Math.sqrt(aa * bb);
  };
  let total = 0;
  for (let i = 0; i < x.p; i++) {
    total += Math.max(...Array.from({ length: y.p }, (_, j) => r(column(x, i), column(y, j))));
  }
  return total / x.p;
}
