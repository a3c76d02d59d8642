import { describe, expect, it } from "vitest";
import { unitCorrelations } from "../../representation/correlation.ts";
import { fromArray } from "../support/data.ts";

describe("unitCorrelations", () => {
  it("are Pearson's, and zero for a constant unit", () => {
    const x = fromArray([
      [1, 5],
      [2, 5],
      [3, 5],
      [5, 5],
    ]);
    const y = fromArray([[2], [1], [4], [3]]);
    const found = unitCorrelations(x, y);
    expect(found.data[0]).toBeCloseTo(3.5 / Math.sqrt(8.75 * 5), 14);
    expect(found.data[1]).toBe(0);
  });
});
