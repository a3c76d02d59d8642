import { describe, expect, it } from "vitest";
import { relationDifference } from "../../../metrics/families/similarity-matrices.ts";
import { fromArray, pairOf, times } from "../../support/data.ts";

const [x, y] = pairOf(1, { n: 9 });

describe("relationDifference", () => {
  it.each(["euclidean", "cosine", "gram"] as const)("of %s is a metric between the matrices", (relation) => {
    const [z] = pairOf(2, { n: 9 });
    for (const norm of ["frobenius", "spectral"] as const) {
      const d = (a: typeof x, b: typeof x): number => relationDifference(a, b, relation, norm);
      expect(d(x, x)).toBe(0);
      expect(d(x, y)).toBeCloseTo(d(y, x), 12);
      expect(d(x, z)).toBeLessThanOrEqual(d(x, y) + d(y, z) + 1e-12);
    }
  });

  it.each(["euclidean", "cosine", "gram"] as const)(
    "of %s has a spectral norm within the Frobenius norm and it over √n",
    (relation) => {
      const [f, s] = [
        relationDifference(x, y, relation, "frobenius"),
        relationDifference(x, y, relation, "spectral"),
      ];
      expect(s).toBeLessThan(f);
      expect(s).toBeGreaterThan(f / 3);
    },
  );

  it("finds the largest |λ| where it is negative", () => {
    // S − S′ = −[[0,4],[4,0]] has λ = ±4; for Gram matrices [[1,0],[0,0]] − [[4,0],[0,0]] has λ = −3 alone.
    expect(relationDifference(fromArray([[1], [0]]), fromArray([[2], [0]]), "gram", "spectral")).toBeCloseTo(
      3,
      14,
    );
  });

  it("has scales of its own on the two sides", () => {
    expect(
      relationDifference(times(x, 1e150), times(y, 1e-150), "euclidean", "frobenius") / 1e150,
    ).toBeCloseTo(relationDifference(x, times(y, 0), "euclidean", "frobenius"), 11);
    expect(() => relationDifference(times(x, 1e160), y, "gram", "spectral")).toThrow(/overflow/);
  });
});
