import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  byCount,
  commonOrder,
  countPairs,
  cycleScore,
  editSimilarity,
  jaccard as jaccardOfCount,
  mutual as mutualOfCount,
  overlapPairs,
  overlapScore,
  rankAgreement,
  shared,
} from "../../../metrics/families/neighbour-overlap.ts";
import { fromArray, pairOf } from "../../support/data.ts";

const [mutual, jaccard] = [byCount(mutualOfCount), byCount(jaccardOfCount)];

const list = (...of: number[]): Int32Array => Int32Array.from(of);

describe("row scores", () => {
  it("are these for half of the neighbours shared, in another order", () => {
    const [a, b] = [list(1, 2, 3, 4), list(2, 1, 8, 9)];
    expect(shared(a, b)).toBe(2);
    expect(mutual(a, b, 4)).toBe(0.5);
    expect(jaccard(a, b, 4)).toBeCloseTo(2 / 6, 15);
    // Ranks (1, 2) and (2, 1): 2·2/(2·3) over 1 + ½.
    expect(rankAgreement(a, b, 4)).toBeCloseTo(2 / 3 / 1.5, 15);
    expect(commonOrder(a, b, 4)).toBe(0.25);
    expect(editSimilarity(a, b, 4)).toBe(0);
  });

  it("are 0 where nothing is shared, and 1 for the same list", () => {
    for (const score of [mutual, jaccard, rankAgreement, commonOrder, editSimilarity]) {
      expect(score(list(1, 2, 3), list(4, 5, 6), 3)).toBe(0);
      expect(score(list(1, 2, 3), list(1, 2, 3), 3)).toBe(1);
    }
  });

  it("keep their order: edits cost at least what is out of order, and Jaccard is below mutual", () => {
    const lists = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const [u, v] = [list(...a), list(...b)];
        expect(editSimilarity(u, v, 4)).toBeLessThanOrEqual(commonOrder(u, v, 4));
        expect(commonOrder(u, v, 4)).toBeLessThanOrEqual(mutual(u, v, 4));
        expect(jaccard(u, v, 4)).toBeLessThanOrEqual(mutual(u, v, 4));
        expect(rankAgreement(u, v, 4)).toBeCloseTo(rankAgreement(v, u, 4), 14);
        expect(rankAgreement(u, v, 4)).toBeLessThanOrEqual(1 + 1e-15);
      }),
    );
  });
});

describe("overlapScore and overlapPairs", () => {
  it("agree, and have no value for a constant side", () => {
    const [x, y] = pairOf(1, { n: 12 });
    const flat = fromArray(Array.from({ length: 12 }, () => [1]));
    const choice = { k: 3, nearness: "euclidean" } as const;
    const value = overlapScore(x, y, choice, jaccard);
    expect([...overlapPairs([x, flat], [y, x], choice, jaccard).data]).toEqual([value, 1, NaN, NaN]);
    expect([...countPairs([x, flat], [y, x], choice, jaccardOfCount).data]).toEqual([value, 1, NaN, NaN]);
    expect([...countPairs([flat], [y, x], choice, jaccardOfCount).data]).toEqual([NaN, NaN]);
    expect(() => overlapScore(x, flat, choice, jaccard)).toThrow(/^Y has zero variance/);
  });

  it("count together exactly what looking through each pair of lists finds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 9 }), (seed, k) => {
        const xs = [0, 1, 2].map((i) => pairOf(seed + i, { n: 12, p1: 3 })[0]);
        const ys = [xs[1]!, pairOf(seed + 9, { n: 12, p1: 5 })[0]];
        const choice = { k, nearness: "euclidean" } as const;
        const together = countPairs(xs, ys, choice, mutualOfCount);
        expect([...together.data]).toEqual(
          xs.flatMap((x) => ys.map((y) => overlapScore(x, y, choice, mutual))),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe("cycleScore", () => {
  it("is 1 for points in pairs, and 0 where no neighbour leads back", () => {
    const pairs = fromArray([[0], [1], [10], [11]]);
    const choice = { k: 1, nearness: "euclidean" } as const;
    expect(cycleScore(pairs, pairs, choice)).toBe(1);
    // In Y the neighbours are 0-2 and 1-3, which in X are neighbours of 1 and 3, and of 0 and 2.
    expect(cycleScore(pairs, fromArray([[0], [10], [1], [11]]), choice)).toBe(0);
  });
});
