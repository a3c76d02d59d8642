import { describe, expect, it } from "vitest";
import { rsaAllPairs, rsaSimilarity } from "../../../metrics/families/rdm-comparisons.ts";
import { COMPARISONS, similarityRange } from "../../../metrics/families/rdm-metadata.ts";
import { fromArray, pairOf } from "../../support/data.ts";

const KINDS = ["squared-euclidean", "euclidean", "correlation", "cosine", "mahalanobis", "gaussian"] as const;
const pairs = [0, 1, 2].map((seed) => pairOf(seed, { n: 9, p1: 3, p2: 4 }));

describe.each(COMPARISONS)("%s", (compare) => {
  it.each(KINDS)("of %s RDMs is symmetric, in its range and 1 at identity", (rdm) => {
    const params = { rdm, compare };
    const [low, high] = similarityRange(params);
    for (const [x, y] of pairs) {
      const value = rsaSimilarity(x, y, params);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
      expect(rsaSimilarity(y, x, params)).toBeCloseTo(value, 12);
      expect(rsaSimilarity(x, x, params)).toBeCloseTo(1, 11);
    }
  });

  it("has all pairs as one by one, NaN for a constant side", () => {
    const members = [...pairs.map(([x]) => x), fromArray(Array.from({ length: 9 }, () => [1]))];
    for (const rdm of ["euclidean", "cosine"] as const) {
      const all = rsaAllPairs(members, members, { rdm, compare });
      members.forEach((x, i) => {
        members.forEach((y, j) => {
          const value = all.data[i * 4 + j]!;
          if (i === 3 || j === 3) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(rsaSimilarity(x, y, { rdm, compare }), 12);
        });
      });
    }
  });
});
