import { describe, expect, it } from "vitest";
import { shortNumber, textTable } from "../../cli/table.ts";

describe("textTable", () => {
  it("aligns columns by characters and ends lines without blanks", () => {
    const lines = textTable(
      ["name", "value", ""],
      [
        ["σ²", "1", "x"],
        ["long name", "12.5"],
      ],
      ["left", "right"],
    );
    expect(lines).toEqual(["name       value", "σ²             1  x", "long name   12.5"]);
  });

  it("has a head without rows", () => {
    expect(textTable(["a", "b"], [])).toEqual(["a  b"]);
  });
});

describe("shortNumber", () => {
  it.each([
    [0, "0"],
    [0.70677689, "0.706777"],
    [-0.5, "−0.5"],
    [1 / 3, "0.333333"],
    [3988.6712, "3988.67"],
    [1234567, "1234570"],
    [1e7, "1.000e7"],
    [-2.5e-9, "−2.500e-9"],
    [0.0001, "0.0001"],
    [1e300, "1.000e300"],
  ])("writes %d as %s", (value, expected) => {
    expect(shortNumber(value)).toBe(expected);
  });
});
