import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { haar } from "../../generators/haar.ts";
import { addToRows, selectRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { representation } from "../../representation/create.ts";
import { directions } from "../../representation/directions.ts";
import { distances } from "../../representation/distances.ts";
import { neighbours, type Nearness } from "../../representation/neighbours.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { fromArray, gaussian, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";

function lists(x: Representation, k: number, nearness: Nearness): number[][] {
  const found = neighbours(x, { k, nearness });
  if ("reason" in found) throw new Error(found.reason);
  return Array.from({ length: x.n }, (_, i) => [...found.index.subarray(i * k, (i + 1) * k)]);
}

/** How near j is to i, for integers without rounding: larger is nearer, as a fraction [numerator, denominator]. */
function exactly(x: Representation, i: number, j: number, nearness: Nearness): readonly [bigint, bigint] {
  const row = (of: number): bigint[] => [...x.values.data.subarray(of * x.p, (of + 1) * x.p)].map(BigInt);
  const dot = (a: bigint[], b: bigint[]): bigint => a.reduce((s, v, c) => s + v * b[c]!, 0n);
  const [a, b] = [row(i), row(j)];
  const product = dot(a, b);
  if (nearness === "inner-product") return [product, 1n];
  // cos² with the sign of cos; ‖xᵢ‖ is common to a row.
  if (nearness === "cosine") return [product * (product < 0n ? -product : product), dot(b, b)];
  const difference = a.map((v, c) => v - b[c]!);
  return [-dot(difference, difference), 1n];
}

/** The lists by sorting exact values, ties in the order of the index, self left out by index. */
function exactLists(x: Representation, k: number, nearness: Nearness): number[][] {
  return Array.from({ length: x.n }, (_, i) => {
    const others = Array.from({ length: x.n }, (_u, j) => j).filter((j) => j !== i);
    const value = new Map(others.map((j) => [j, exactly(x, i, j, nearness)]));
    others.sort((a, b) => {
      const [[na, da], [nb, db]] = [value.get(a)!, value.get(b)!];
      const difference = nb * da - na * db;
      return difference === 0n ? a - b : difference > 0n ? 1 : -1;
    });
    return others.slice(0, k);
  });
}

const integers = fc.record({ n: fc.integer({ min: 4, max: 14 }), seed: fc.nat() }).map(({ n, seed }) => {
  const random = randomFrom("integers", seed);
  // No zero row: the last column is at least 1.
  return matrix(
    n,
    3,
    Float64Array.from({ length: 3 * n }, (_, k) => random.integer(3) + (k % 3 === 2 ? 1 : -1)),
  );
});

const NEARNESS = ["euclidean", "cosine", "inner-product"] as const;

describe.each(NEARNESS)("neighbours by %s", (nearness) => {
  it("are those of exact arithmetic, with ties in the order of the index", () => {
    fc.assert(
      fc.property(integers, fc.integer({ min: 1, max: 3 }), (values, k) => {
        const x = representation(values);
        fc.pre(x.values.data.some((v, at) => v !== x.values.data[at % 3]));
        expect(lists(x, k, nearness)).toEqual(exactLists(x, k, nearness));
      }),
      { numRuns: 60 },
    );
  });

  it("are those of exact arithmetic on the golden pair with tied integers, where a product of unit rows is not", async () => {
    const { x, y } = (await goldenPairs()).get("ties")!;
    for (const side of [x, y]) {
      expect(lists(side, 5, nearness)).toEqual(exactLists(side, 5, nearness));
      expect(lists(side, 10, nearness)).toEqual(exactLists(side, 10, nearness));
    }
  });

  it("keep the ties of integers when the data change their unit", async () => {
    const { x } = (await goldenPairs()).get("ties")!;
    expect(lists(times(x, 0.1), 10, nearness)).toEqual(lists(x, 10, nearness));
    expect(lists(times(x, 1e150), 10, nearness)).toEqual(lists(x, 10, nearness));
    expect(lists(times(x, 1e-150), 10, nearness)).toEqual(lists(x, 10, nearness));
  });

  it("keep the ties of integers under a rotation", async () => {
    const { x } = (await goldenPairs()).get("ties")!;
    const rotated = backend().multiply(x.values, haar(5, 5, randomFrom("rotation")));
    expect(lists(representation(rotated), 10, nearness)).toEqual(lists(x, 10, nearness));
  });
});

/** How far j is from i, from n×n numbers that are computed in another way. */
function farMatrix(x: Representation, nearness: Nearness): Matrix {
  if (nearness === "euclidean") return distances(x).squared;
  if (nearness === "inner-product") {
    const gram = backend().gram(scaledValues(x).matrix, false);
    return { ...gram, data: gram.data.map((value) => -value) };
  }
  const unit = directions(x);
  if ("reason" in unit) throw new Error(unit.reason);
  return distances(unit.made).squared;
}

/** The definition word for word: all n values of a row sorted, groups of ties from the smallest put in order. */
function byDefinition(x: Representation, k: number, nearness: Nearness): { all: number[][]; tied: boolean } {
  const { data } = farMatrix(x, nearness);
  const { n } = x;
  const length = Array.from({ length: n }, (_, i) => Math.sqrt(Math.abs(data[i * n + i]!)));
  let tied = false;
  const all = length.map((own, i) => {
    const far = (j: number): number => data[i * n + j]!;
    const tie = (value: number): number =>
      nearness === "inner-product" ? 1e-13 * own * Math.max(...length) : 1e-12 * value;
    const others = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i);
    others.sort((a, b) => far(a) - far(b) || a - b);
    const last = far(others[k - 1]!);
    const list: number[] = [];
    for (let from = 0; from < others.length && list.length < k;) {
      const first = far(others[from]!);
      let to = from + 1;
      while (to < others.length && far(others[to]!) - first <= tie(far(others[to]!))) to++;
      const within = others.slice(from, to).filter((j) => far(j) <= last + tie(last));
      if (within.length > 1) tied = true;
      list.push(...within.sort((a, b) => a - b));
      from = to;
    }
    return list.slice(0, k);
  });
  return { all, tied };
}

/** Data on which rows tie: never, in pairs, by the dozen, all of them; a cluster far from the rest. */
const KINDS: Readonly<Record<string, (n: number, seed: number) => Matrix>> = {
  gaussian: (n, seed) => gaussian(n, 5, "kinds", seed),
  "every row twice": (n, seed) => duplicated(n >> 1, seed).values,
  "small integers": (n, seed) => {
    const random = randomFrom("kinds", seed);
    return matrix(
      n,
      3,
      Float64Array.from({ length: 3 * n }, () => 1 + random.integer(3)),
    );
  },
  "equally far": (n) =>
    matrix(
      n,
      n,
      Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0)),
    ),
  "two clusters": (n, seed) => {
    const values = gaussian(n, 5, "kinds", seed);
    return { ...values, data: values.data.map((value, k) => 1e-5 * value + (k % 10 < 5 ? 1 : 3)) };
  },
};

describe.each(NEARNESS)("neighbours of many rows by %s", (nearness) => {
  it.each(Object.keys(KINDS))("are those of the definition: %s", (kind) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 130 }),
        fc.nat(),
        fc.integer({ min: 1, max: 12 }),
        (n, seed, k) => {
          const x = representation(KINDS[kind]!(n, seed));
          const found = neighbours(x, { k, nearness });
          if ("reason" in found) throw new Error(found.reason);
          const { all, tied } = byDefinition(x, k, nearness);
          expect(lists(x, k, nearness)).toEqual(all);
          expect(found.tied).toBe(tied);
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** Rows 0 … m−1 each written twice, in a random order. */
function duplicated(m: number, seed: number): { values: Matrix; original: number[] } {
  const order = [...randomFrom("duplicates", seed).permutation(2 * m)];
  const original = order.map((row) => row % m);
  return { values: selectRows(gaussian(m, 4, "duplicates", seed), original), original };
}

describe("neighbours of duplicated rows", () => {
  it("begin with the duplicate, never with the row itself, wherever it stands", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), fc.nat(), (m, seed) => {
        const { values, original } = duplicated(m, seed);
        const found = lists(representation(addToRows(values, [1e3, -1e3, 0, 5])), 3, "euclidean");
        found.forEach((list, i) => {
          expect(list).not.toContain(i);
          expect(original[list[0]!]).toBe(original[i]);
          // The next two are one other row and its duplicate, in the order of the index.
          expect(original[list[1]!]).toBe(original[list[2]!]);
          expect(list[1]!).toBeLessThan(list[2]!);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("are not what is left when the first place is dropped as if it were the row itself", () => {
    const x = fromArray([[0], [0], [0], [9]]);
    // Sorted with self: 0, 1, 2 for each of the first three rows; dropping the first place leaves row 1 its own
    // neighbour, as a package does.
    expect(lists(x, 2, "euclidean").slice(0, 3)).toEqual([
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });
});

describe("neighbours", () => {
  it("refuse a k that leaves no such neighbour", () => {
    expect(() => neighbours(fromArray([[1], [2], [3]]), { k: 3, nearness: "euclidean" })).toThrow(
      expect.objectContaining({ code: "input/too-few-rows", got: "3" }),
    );
  });

  it("have a reason where all rows are equal, and by cosine where one is zero", () => {
    expect(neighbours(fromArray([[1], [1], [1]]), { k: 1, nearness: "euclidean" })).toMatchObject({
      reason: expect.stringContaining("variance") as string,
    });
    const x = fromArray([
      [1, 0],
      [0, 0],
      [3, 1],
    ]);
    expect(neighbours(x, { k: 1, nearness: "cosine" })).toMatchObject({
      reason: expect.stringContaining("zero row (row 1)") as string,
    });
    expect(lists(x, 1, "inner-product")[1]).toEqual([0]);
  });
});
