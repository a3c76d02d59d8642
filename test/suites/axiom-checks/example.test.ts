import { describe, expect, it } from "vitest";
import { identityValue, rowsFor, sizeOf, toRows } from "../../../suites/axiom-checks/example.ts";
import { fromArray } from "../../support/data.ts";

const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];

describe("counter-examples", () => {
  it("are rows of numbers, and as large as they hold numbers", () => {
    expect(toRows(fromArray(rows))).toEqual(rows);
    expect(sizeOf({ matrices: { x: rows, y: [[1], [2], [3]] }, values: {} })).toBe(9);
  });

  it("have few rows, but more than the measure needs", () => {
    expect([2, 4, 5, 15].map((minimumRows) => rowsFor({ minimumRows }))).toEqual([8, 8, 9, 19]);
  });

  it("know what identity should be", () => {
    expect(identityValue({ direction: "distance", range: [0, 2] })).toBe(0);
    expect(identityValue({ direction: "similarity", range: [-1, 1] })).toBe(1);
    expect(identityValue({ direction: "similarity", range: [0, Infinity] })).toBeUndefined();
  });
});
