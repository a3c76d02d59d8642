import { describe, expect, it } from "vitest";
import { t975 } from "../../../core/student.ts";
import { criticalT, twoSided } from "../../../reports/compare/tail.ts";

describe("the tails of Student's t", () => {
  it.each([1, 2, 3, 5, 10, 30])("leave 5 %% beyond the tabled point of %i degrees of freedom", (freedom) => {
    expect(twoSided(t975(freedom), freedom)).toBeCloseTo(0.05, 5);
    expect(criticalT(0.05, freedom)).toBeCloseTo(t975(freedom), 3);
  });

  it("have the closed forms of one and two degrees of freedom, far out too", () => {
    for (const t of [0.1, 1, 7, 1000]) {
      expect(twoSided(t, 1) / (1 - (2 / Math.PI) * Math.atan(t))).toBeCloseTo(1, 8);
      expect(twoSided(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12);
    }
  });

  it("are those of the normal distribution without a limit to the degrees of freedom", () => {
    expect(twoSided(1.959963984540054, Infinity)).toBeCloseTo(0.05, 5);
    expect(twoSided(3.2905267314919255, Infinity)).toBeCloseTo(0.001, 6);
  });
});
