import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

function cosines({ n, p, values }: Representation): number[][] {
  const row = (i: number): Float64Array => values.data.subarray(i * p, (i + 1) * p);
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, v, c) => s + v * b[c]!, 0);
  return Array.from({ length: n }, (_, i) =>
    Array.from(
      { length: n },
      (_u, j) => dot(row(i), row(j)) / Math.sqrt(dot(row(i), row(i)) * dot(row(j), row(j))),
    ),
  );
}

/** The measure by its definition, for data without ties. */
function byDefinition(x: Representation, y: Representation, k: number, of: (c: number) => number): number {
  const [a, b] = [cosines(x), cosines(y)];
  const near = (c: number[][], i: number): number[] =>
    c[i]!.map((_, j) => j)
      .filter((j) => j !== i)
      .sort((u, v) => c[i]![v]! - c[i]![u]!)
      .slice(0, k);
  let total = 0;
  for (let i = 0; i < x.n; i++) {
    const union = [...new Set([...near(a, i), ...near(b, i)])];
    const dot = (u: number[][], v: number[][]): number =>
      union.reduce((s, j) => s + of(u[i]![j]!) * of(v[i]![j]!), 0);
    total += dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }
  return total / x.n;
}

const [x, y] = pairOf(2, { n: 16, p1: 3, p2: 4 });

describe("second-order-cosine", () => {
  it("is the mean cosine of the relations to the neighbours in either", async () => {
    expect(await value("second-order-cosine-k-3", x, y)).toBeCloseTo(
      byDefinition(x, y, 3, (c) => c),
      12,
    );
    expect(await value("second-order-cosine-k-3-of-distances", x, y)).toBeCloseTo(
      byDefinition(x, y, 3, (c) => 1 - c),
      12,
    );
  });

  it("of similarities is far from that of distances, which a package takes", async () => {
    const pair = (await goldenPairs()).get("gauss")!;
    const [similarities, distances] = [
      await value("second-order-cosine", pair.x, pair.y),
      await value("second-order-cosine-of-distances", pair.x, pair.y),
    ];
    expect(distances - similarities).toBeCloseTo(0.213, 3);
  });

  it("is 1 for a representation with itself, at any scale", async () => {
    expect(await value("second-order-cosine-k-4", x, times(x, -1e150))).toBeCloseTo(1, 13);
    expect(await value("second-order-cosine-k-4-of-distances", x, times(x, 1e-150))).toBeCloseTo(1, 12);
  });

  it("keeps its digits for distances of rows that are nearly parallel", async () => {
    const shifted = (of: Representation): Representation =>
      fromArray(
        Array.from({ length: of.n }, (_, i) => [
          2 ** 20,
          ...of.values.data.subarray(i * of.p, (i + 1) * of.p),
        ]),
      );
    // Distances of 1e-12: 1 − cos as such would have four digits left.
    const value1 = await value("second-order-cosine-k-4-of-distances", shifted(x), shifted(y));
    const scaled = async (by: number): Promise<number> =>
      value(
        "second-order-cosine-k-4-of-distances",
        fromArray(
          Array.from({ length: x.n }, (_, i) => [by, ...x.values.data.subarray(i * x.p, (i + 1) * x.p)]),
        ),
        fromArray(
          Array.from({ length: y.n }, (_, i) => [by, ...y.values.data.subarray(i * y.p, (i + 1) * y.p)]),
        ),
      );
    // In the limit of a large mean the distances are ½‖x − x′‖²/mean², up to shares of 1e-6.
    expect(value1).toBeCloseTo(await scaled(2 ** 22), 5);
    expect(Math.abs(value1 - (await scaled(2 ** 24)))).toBeLessThan(1e-5);
  });

  it("has no value for a zero row, nor where all relations of a stimulus are zero", async () => {
    const zero = fromArray([
      [0, 0],
      [1, 2],
      [3, 4],
      [1, 0],
    ]);
    await expect(value("second-order-cosine-k-2", zero, zero)).rejects.toThrow(/^X has a zero row/);
    const parallel = fromArray([
      [1, 0],
      [2, 0],
      [3, 0],
      [0, 1],
    ]);
    await expect(value("second-order-cosine-k-2-of-distances", parallel, parallel)).rejects.toThrow(
      /stimulus 0 has only zeros/,
    );
  });

  it.each(["second-order-cosine-k-4", "second-order-cosine-k-4-of-distances"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const metric = await metricById(id);
      expect(measuredInvariances(metric)).toEqual(metric.invariances);
    },
  );
});
