import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOLDS, foldRows, predictorFolds, splits } from "../../../metrics/families/folds.ts";
import { pairOf } from "../../support/data.ts";

describe("foldRows", () => {
  it("deals every row to exactly one fold, of sizes that differ by at most one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: FOLDS, max: 200 }),
        fc.constantFrom("shuffled", "contiguous"),
        (n, order) => {
          const folds = foldRows(n, order);
          const all = folds.flatMap((fold) => [...fold]).sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: n }, (_, i) => i));
          const sizes = folds.map((fold) => fold.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("shuffles the same way every time", () => {
    expect(foldRows(50, "shuffled")).toEqual(foldRows(50, "shuffled"));
    expect(foldRows(50, "shuffled")).not.toEqual(foldRows(50, "contiguous"));
  });
});

describe("splits", () => {
  it("centres by the training rows: training columns sum to zero, test columns do not", () => {
    const [x] = pairOf(1);
    for (const { train, test } of splits(x, "contiguous")) {
      const sums = (of: typeof train): number[] =>
        Array.from({ length: of.cols }, (_, j) => {
          let total = 0;
          for (let i = 0; i < of.rows; i++) total += of.data[i * of.cols + j]!;
          return Math.abs(total);
        });
      expect(Math.max(...sums(train))).toBeLessThan(1e-12);
      expect(Math.max(...sums(test))).toBeGreaterThan(1e-3);
    }
  });
});

describe("predictorFolds", () => {
  it("drops directions of rank-deficient training rows", () => {
    const [x] = pairOf(2, { n: 20, p1: 12, latents: 3, noise: 0 });
    for (const fold of predictorFolds(x, "shuffled")) expect(fold.s).toHaveLength(3);
  });
});
