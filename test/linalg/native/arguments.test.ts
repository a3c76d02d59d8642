import { describe, expect, it } from "vitest";
import { extent, integerCells, letter, needLength } from "../../../linalg/native/arguments.ts";

describe("integerCells", () => {
  it("reads the same with 32 and with 64 bits", () => {
    const int = integerCells(1);
    for (const value of [0, 1, 7, 2 ** 31 - 1, -1]) {
      const cell = int(0, value);
      expect(cell[0]).toBe(value);
      expect(new BigInt64Array(cell.buffer)[0]).toBe(BigInt(value));
    }
  });

  it.each([2 ** 31, -(2 ** 31), 0.5, NaN])("refuses %s", (value) => {
    expect(() => integerCells(1)(0, value)).toThrow("32-bit");
  });
});

it("letter is the character's code", () => {
  expect(letter("T")).toEqual(Uint8Array.of(84));
});

it("needLength names the routine and what is short", () => {
  expect(() => needLength("dgemm", "a", new Float64Array(6), 6)).not.toThrow();
  expect(() => needLength("dgemm", "a", new Float64Array(5), 6)).toThrow(
    "dgemm: a must hold at least 6 numbers (got 5)",
  );
});

it("extent ends with the last column's last row", () => {
  expect(extent(3, 4, 10)).toBe(33);
  expect(extent(0, 4, 10)).toBe(0);
  expect(extent(3, 0, 10)).toBe(0);
});
