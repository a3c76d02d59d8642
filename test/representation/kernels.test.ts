import { describe, expect, it } from "vitest";
import { doubleCenter, triangle } from "../../representation/kernels.ts";
import { gaussian } from "../support/data.ts";

describe("doubleCenter", () => {
  it("removes row, column and grand means, and does nothing twice", () => {
    const a = gaussian(9, 9, "kernel");
    const k = { ...a, data: a.data.map((value, at) => value + a.data[(at % 9) * 9 + Math.floor(at / 9)]!) };
    const once = doubleCenter(k);
    for (let i = 0; i < 9; i++) {
      expect(once.data.subarray(9 * i, 9 * i + 9).reduce((total, value) => total + value, 0)).toBeCloseTo(
        0,
        12,
      );
    }
    doubleCenter(once).data.forEach((value, i) => expect(value).toBeCloseTo(once.data[i]!, 13));
  });
});

describe("triangle", () => {
  it("reads the strict lower triangle row by row", () => {
    const a = { rows: 3, cols: 3, data: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8) };
    expect([...triangle(a)]).toEqual([3, 6, 7]);
  });
});
