import { describe, expect, it } from "vitest";
import { at, copy, fromRows, matrix } from "../../core/matrix.ts";

describe("matrix", () => {
  it.each([
    [-1, 2],
    [1.5, 2],
    [NaN, 1],
    [2 ** 60, 1],
  ])("refuses a %d×%d shape", (rows, cols) => {
    expect(() => matrix(rows, cols)).toThrow(expect.objectContaining({ code: "matrix/shape" }));
  });

  it("refuses data of another length and says both", () => {
    expect(() => matrix(2, 3, new Float64Array(5))).toThrow(/2×3.*6 numbers.*got 5/);
  });

  it("is row-major, and rows must be equally long", () => {
    const a = fromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(at(a, 1, 0)).toBe(4);
    expect(() => fromRows([[1], [1, 2]])).toThrow(/row 1/);
  });

  it("copies without sharing memory", () => {
    const a = fromRows([[1]]);
    copy(a).data[0] = 2;
    expect(at(a, 0, 0)).toBe(1);
  });
});
