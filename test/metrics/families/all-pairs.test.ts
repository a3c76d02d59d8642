import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { Undefined } from "../../../core/outcome.ts";
import type { Representation } from "../../../core/representation.ts";
import { mapEntries, orNaN, pairByPair, stackedCosines } from "../../../metrics/families/all-pairs.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, gaussian } from "../../support/data.ts";

const members = Array.from({ length: 5 }, (_, k) => representation(gaussian(4, 3, "member", k)));
const vectorOf = (x: Representation): Float64Array => x.values.data;
const cosine = (a: Float64Array, b: Float64Array): number =>
  inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b));

describe("stackedCosines", () => {
  it("are the cosines of all pairs, xs by ys", () => {
    const [xs, ys] = [members.slice(0, 2), members.slice(1)];
    const all = stackedCosines(xs, ys, vectorOf);
    expect([all.rows, all.cols]).toEqual([2, 4]);
    xs.forEach((x, i) => {
      ys.forEach((y, j) => expect(all.data[i * 4 + j]).toBeCloseTo(cosine(vectorOf(x), vectorOf(y)), 13));
    });
  });

  it("of one list with itself are symmetric with a diagonal of 1", () => {
    const all = stackedCosines(members, members, vectorOf);
    for (let i = 0; i < 5; i++) {
      expect(all.data[i * 6]).toBeCloseTo(1, 14);
      for (let j = 0; j < i; j++) expect(all.data[i * 5 + j]).toBe(all.data[j * 5 + i]);
    }
  });

  it("are NaN where a side has no vector, and nowhere else", () => {
    const missing = (x: Representation): Float64Array | undefined =>
      x === members[0] || x === members[3] ? undefined : vectorOf(x);
    const all = stackedCosines(members, members, missing);
    all.data.forEach((value, k) => {
      expect(Number.isNaN(value)).toBe([0, 3].includes(Math.floor(k / 5)) || [0, 3].includes(k % 5));
    });
    expect(stackedCosines(members, members, () => undefined).data.every(Number.isNaN)).toBe(true);
  });

  it.each([1, 96, 200, 300])("do not depend on blocks of %i bytes", (bytes) => {
    // A vector of 12 numbers has 96 bytes; a block is never smaller than one vector.
    const [whole, blocks] = [
      stackedCosines(members, members, vectorOf),
      stackedCosines(members, members, vectorOf, bytes),
    ];
    blocks.data.forEach((value, k) => expect(value).toBeCloseTo(whole.data[k]!, 14));
  });

  it("of nothing are an empty matrix", () => {
    expect(stackedCosines([], members, vectorOf)).toMatchObject({ rows: 0, cols: 5 });
  });
});

describe("mapEntries", () => {
  it("knows the place and leaves NaN alone", () => {
    const mapped = mapEntries(
      fromRows([
        [1, NaN],
        [3, 4],
      ]),
      (value, row, column) => 100 * value + 10 * row + column,
    );
    expect([...mapped.data]).toEqual([100, NaN, 310, 411]);
  });
});

describe("pairByPair and orNaN", () => {
  it("are NaN for Undefined and let other errors through", () => {
    const [a, b] = [fromArray([[1]]), fromArray([[2]])];
    const all = pairByPair([a, b], [a], (x) => {
      if (x === b) throw new Undefined("no");
      return 7;
    });
    expect([...all.data]).toEqual([7, NaN]);
    const asked: number[] = [];
    const product = pairByPair(members, members, (x, y) => {
      asked.push(members.indexOf(x) * 10 + members.indexOf(y));
      return members.indexOf(x) * members.indexOf(y);
    });
    expect([...product.data]).toEqual([0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2, 3, 4].map((j) => i * j)));
    expect(asked).toHaveLength(15);
    expect(() =>
      orNaN(() => {
        throw new TypeError("a fault");
      }),
    ).toThrow(TypeError);
  });
});
