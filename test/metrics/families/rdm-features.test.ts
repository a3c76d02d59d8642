import { describe, expect, it } from "vitest";
import { rdmFeature, rdmTies } from "../../../metrics/families/rdm-features.ts";
import type { Vector } from "../../../metrics/families/feature.ts";
import { fromArray, times } from "../../support/data.ts";

// Distances 3, 4, 5.
const x = fromArray([
  [0, 0],
  [3, 0],
  [0, 4],
]);

const vector = (compare: Parameters<typeof rdmFeature>[1]["compare"]): number[] => {
  const made = rdmFeature(x, { rdm: "euclidean", compare }) as Vector;
  return [...made.vector].map((value) => value * made.factor);
};

describe("rdmFeature", () => {
  it("is the triangle, the triangle minus its mean, or its ranks", () => {
    expect(vector("cosine")).toEqual([3, 4, 5].map((v) => expect.closeTo(v, 13) as number));
    expect(vector("pearson")).toEqual([-1, 0, 1].map((v) => expect.closeTo(v, 13) as number));
    expect(vector("spearman")).toEqual([-1, 0, 1]);
  });

  it("is −½HDH for the whitened comparisons, each pair √2", () => {
    // HDH of D = [[0,3,4],[3,0,5],[4,5,0]]: row means 7/3, 8/3, 3, grand mean 8/3.
    const gram = [2 * (7 / 3) - 8 / 3, 3 - 7 / 3 - 8 / 3 + 8 / 3].map((v) => v);
    expect(vector("cosine-cov").slice(0, 2)).toEqual([
      expect.closeTo(gram[0]! / 2, 13),
      expect.closeTo((-Math.SQRT2 * gram[1]!) / 2, 13),
    ]);
  });

  it("is the same object for ρ-a as for Spearman's ρ", () => {
    expect(rdmFeature(x, { rdm: "euclidean", compare: "rho-a" })).toBe(
      rdmFeature(x, { rdm: "euclidean", compare: "spearman" }),
    );
  });

  it("does not overflow where squares would", () => {
    const huge = rdmFeature(times(x, 1e150), { rdm: "squared-euclidean", compare: "pearson" }) as Vector;
    expect(Number.isFinite(huge.norm)).toBe(true);
    expect(huge.norm).toBeGreaterThan(0.01);
  });

  it("has a reason where all entries are equal", () => {
    const equilateral = fromArray([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    for (const compare of ["pearson", "spearman", "corr-cov"] as const) {
      expect(rdmFeature(equilateral, { rdm: "euclidean", compare })).toMatchObject({
        reason: expect.stringContaining("constant RDM") as string,
      });
    }
    expect("vector" in rdmFeature(equilateral, { rdm: "euclidean", compare: "cosine" })).toBe(true);
  });
});

describe("rdmTies", () => {
  it("groups the entries, or says that there is one group only", () => {
    expect(rdmTies(fromArray([[0], [1], [2]]), "euclidean")).toMatchObject({ group: Int32Array.of(0, 1, 0) });
    expect(rdmTies(fromArray([[0], [1]]), "euclidean")).toMatchObject({
      reason: expect.stringContaining("equal") as string,
    });
  });
});
