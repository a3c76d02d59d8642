import { describe, expect, it } from "vitest";
import { asDistance, isSame, sizeOfValues, tolerance } from "../../../suites/axiom-checks/distance.ts";

describe("asDistance", () => {
  it("leaves a distance, turns a bounded similarity round and refuses an unbounded one", () => {
    const form = (direction: "distance" | "similarity", top: number): number | string => {
      const found = asDistance({ direction, range: [0, top] });
      return "of" in found ? found.of(0.25) : found.reason;
    };
    expect(form("distance", Infinity)).toBe(0.25);
    expect(form("similarity", 1)).toBe(0.75);
    expect(form("similarity", Infinity)).toMatch(/without an upper bound/);
  });
});

describe("sizes and rounding", () => {
  it("take the width of a bounded range, or the values of unrelated data", () => {
    expect(sizeOfValues({ range: [-1, 1] }, [5])).toBe(2);
    expect(sizeOfValues({ range: [0, Infinity] }, [3, -100, 7])).toBe(7);
    expect(sizeOfValues({ range: [0, Infinity] }, [])).toBe(0);
  });

  it("leave room for the arccos of a cosine that is off by rounding, and not for more", () => {
    expect(Math.acos(1 - 1e-13)).toBeLessThan(tolerance(Math.PI / 2));
    expect(Math.acos(1 - 1e-11)).toBeGreaterThan(tolerance(Math.PI / 2));
  });

  it("call two answers the same but for rounding", () => {
    expect(isSame(1, [0.3, 0.3 + 1e-8])).toBe(true);
    expect(isSame(1, [0.3, 0.31])).toBe(false);
    expect(isSame(1, [undefined, undefined])).toBe(true);
    expect(isSame(1, [0.3, undefined])).toBe(false);
  });
});
