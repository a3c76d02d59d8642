import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { gramNorm, rankOf, squaredSize } from "../../representation/spectral.ts";
import { anyPair, compare, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [squared, nbs, cka, disparity] = await Promise.all(
  ["nbs-squared", "nbs", "cka-linear", "procrustes-disparity"].map(metricById),
);

describe("nbs-squared", () => {
  it("is NBS squared, and one minus the disparity", () => {
    const [x, y] = pairOf(1);
    expect(compare(squared!, x, y)).toBeCloseTo(compare(nbs!, x, y) ** 2, 14);
    expect(compare(squared!, x, y)).toBeCloseTo(1 - compare(disparity!, x, y), 13);
  });

  it("lies between CKA/√(R_X·R_Y) and min(rank) times that", () => {
    fc.assert(
      fc.property(anyPair, ([x, y]) => {
        const [rx, ry] = [x, y].map((side) => (squaredSize(side) / gramNorm(side)) ** 2);
        const low = compare(cka!, x, y) / Math.sqrt(rx! * ry!);
        const value = compare(squared!, x, y);
        expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-12));
        expect(value).toBeLessThanOrEqual(Math.min(rankOf(x), rankOf(y)) * low * (1 + 1e-12));
      }),
      { numRuns: 30 },
    );
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(squared!);
  });
});
