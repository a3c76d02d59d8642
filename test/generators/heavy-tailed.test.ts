import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import heavyTailed, { type HeavyTailedParams } from "../../generators/heavy-tailed.ts";
import { correlation } from "./support.ts";

const draw = (params: Partial<HeavyTailedParams>): Float64Array =>
  heavyTailed.generate({ n: 5000, p: 2, freedom: 3, extreme: "units", ...params }, randomFrom("heavy"))
    .representations[0]!.values.data;

describe("heavy-tailed", () => {
  it.each([
    // P(|t| < x): arctan for one degree of freedom, x/√(2 + x²) for two.
    [1, 1, 0.5],
    [1, 10, (2 / Math.PI) * Math.atan(10)],
    [2, 1, 1 / Math.sqrt(3)],
    [2, 5, 5 / Math.sqrt(27)],
  ])("with ν = %i has P(|t| < %f) in closed form", (freedom, x, expected) => {
    const data = draw({ freedom, p: 1 });
    const share = data.filter((value) => Math.abs(value) < x).length / data.length;
    const standardError = Math.sqrt((expected * (1 - expected)) / data.length);
    expect(Math.abs(share - expected)).toBeLessThan(4 * standardError);
  });

  it("is extreme in all units at once only where asked", () => {
    const sizes = (extreme: "units" | "rows"): number => {
      const data = draw({ extreme });
      const side = (j: number): number[] =>
        Array.from({ length: data.length / 2 }, (_, i) => Math.log(Math.abs(data[2 * i + j]!)));
      return correlation(side(0), side(1));
    };
    expect(Math.abs(sizes("units"))).toBeLessThan(5 / Math.sqrt(5000));
    expect(sizes("rows")).toBeGreaterThan(0.1);
  });

  it("knows its variance where there is one", () => {
    const truth = (freedom: number): unknown =>
      heavyTailed.generate({ n: 3, p: 2, freedom, extreme: "rows" }, randomFrom(1)).truth;
    expect(truth(2)).toEqual({ tail: 2 });
    expect(truth(6)).toEqual({ tail: 6, variance: 1.5 });
    expect(() => truth(2.5)).toThrow(/whole number/);
  });
});
