import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberOf, requireNumber } from "../../../io/csv/number.ts";

describe("numberOf", () => {
  it("gives back every number as it is printed", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        // Minus zero is printed as zero.
        expect(numberOf(String(value))).toBe(value + 0);
      }),
    );
  });

  it.each([
    ["+1.5", 1.5],
    ["-.5", -0.5],
    ["5.", 5],
    ["1E-3", 0.001],
    ["007", 7],
    ["nan", NaN],
    ["NaN", NaN],
    ["-inf", -Infinity],
    ["+Infinity", Infinity],
  ])("%s", (cell, value) => expect(numberOf(cell)).toBe(value));

  it.each(["", "a", "1,5", "0x10", "1_000", "1e", ".", "1.2.3", "--1", "1 2", "1e5.5", "Infinit", "1d", "٣"])(
    "%j is none",
    (cell) => expect(numberOf(cell)).toBeUndefined(),
  );
});

describe("requireNumber", () => {
  it.each([
    ["", "line 3, column 2 holds no number (got nothing); fill it in, or write nan"],
    ["1,5", 'holds no number (got "1,5"); write decimals with a point'],
    ["1;2", 'holds no number (got "1;2"); separate cells by commas in .csv'],
    ["1\t2", "separate cells by commas in .csv, by tabs in .tsv"],
    ["NA", 'holds no number (got "NA"); write nan'],
    ["cat", 'holds no number (got "cat"); write numbers in every column but that of the names'],
    ["1e999", "holds a number that float64 cannot represent (got 1e999); scale the values"],
  ])("%j", (cell, message) => {
    expect(() => requireNumber(cell, 3, 2, "a.csv")).toThrow(`a.csv: line 3, column 2`);
    expect(() => requireNumber(cell, 3, 2, "a.csv")).toThrow(message);
  });

  it("takes what is declared as not finite", () => {
    expect(requireNumber("nan", 1, 1, "x")).toBeNaN();
    expect(requireNumber("-Inf", 1, 1, "x")).toBe(-Infinity);
  });
});
