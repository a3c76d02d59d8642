import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { representation, requireComparable } from "../../representation/create.ts";
import { fromArray } from "../support/data.ts";

describe("representation", () => {
  it("refuses no rows and no columns", () => {
    expect(() => representation(matrix(0, 3))).toThrow(expect.objectContaining({ code: "input/no-rows" }));
    expect(() => representation(matrix(3, 0), "Y")).toThrow(/^Y must have at least one column.*got 3×0/);
  });

  it.each([NaN, Infinity, -Infinity])("names the place of the first %s", (bad) => {
    const rows = [
      [1, 2],
      [3, bad],
      [bad, 4],
    ];
    expect(() => fromArray(rows, "layer3")).toThrow(
      new RegExp(`^layer3 must be finite.*got ${bad} at row 1, column 1`),
    );
  });

  it("accepts a single value", () => expect(fromArray([[5]])).toMatchObject({ n: 1, p: 1 }));
});

describe("requireComparable", () => {
  const [three, four] = [fromArray([[1], [2], [3]]), fromArray([[1], [2], [3], [4]])];

  it("names both numbers of rows", () => {
    expect(() => requireComparable(three, four, 2, "cka-linear")).toThrow(/cka-linear.*got 3 and 4 rows/);
  });

  it("names the minimum", () => {
    expect(() => requireComparable(three, three, 4, "cka-debiased")).toThrow(
      expect.objectContaining({ code: "input/too-few-rows", got: "3" }),
    );
    requireComparable(four, four, 4, "cka-debiased");
  });
});
