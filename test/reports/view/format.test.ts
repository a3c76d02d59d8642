import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBetween,
  formatNumber,
  formatNumberFixed,
  formatPercent,
  formatRange,
  formatTick,
  formatValue,
  plural,
} from "../../../reports/view/format.ts";

/** Reads back what `formatNumber` wrote. */
function parse(text: string): number {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const plain = text
    .replace(/^(−?)10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/u, "$11×10")
    .replaceAll("\u202f", "")
    .replace(
      /×10(.*)$/u,
      (_, power: string) =>
        `e${power.replace("⁻", "-").replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (d) => String(digits.indexOf(d)))}`,
    )
    .replaceAll("−", "-");
  return Number(plain);
}

describe("formatNumber", () => {
  it.each([
    [0, "0"],
    [0.5, "0.500"],
    [-0.25, "−0.250"],
    [12, "12"],
    [12.34, "12.3"],
    [1234.5, "1235"],
    [999.7, "1000"],
    [99999, "99999"],
    [1e-3, "0.00100"],
    [1e-10, "10⁻¹⁰"],
    [4.84e-14, "4.8\u202f×\u202f10⁻¹⁴"],
    [-2.5e7, "−2.5\u202f×\u202f10⁷"],
  ])("writes %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it("keeps every number to within 5 %", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        expect(Math.abs(parse(formatNumber(value)) - value)).toBeLessThanOrEqual(0.05 * Math.abs(value));
      }),
    );
  });
});

describe("formatNumberFixed", () => {
  it("gives a rounded zero no sign", () => {
    expect(formatNumberFixed(-0.04, 1)).toBe("0.0");
    expect(formatNumberFixed(-0.06, 1)).toBe("−0.1");
  });
});

describe("formatPercent, formatValue, formatBetween", () => {
  it("writes shares as percentages and names other units", () => {
    expect(formatPercent(0.9167)).toBe("91.7\u202f%");
    expect(formatValue(1, "fraction")).toBe("100.0\u202f%");
    expect(formatValue(1.5, "radian")).toBe("1.50\u202frad");
    expect(formatValue(2, "nat")).toBe("2\u202fnat");
    expect(formatValue(2, "")).toBe("2");
  });

  it("writes the unit of an interval once", () => {
    expect(formatBetween(0.853, 0.961, "fraction")).toBe("85.3–96.1\u202f%");
    expect(formatBetween(-1, 2, "nat")).toBe("−1 to 2\u202fnat");
    expect(formatBetween(-0.451, 0.052, "fraction")).toBe("−45.1 to 5.2\u202f%");
  });
});

describe("formatRange", () => {
  it.each([
    [[0, 1] as const, "", "[0, 1]"],
    [[0, "Infinity"] as const, "", "[0, ∞)"],
    [["-Infinity", 1] as const, "", "(−∞, 1]"],
    [["-Infinity", "Infinity"] as const, "nat", "(−∞, ∞) nat"],
    [[0, Math.PI / 2] as const, "radian", "[0, π/2] rad"],
    [[-Math.PI, Math.PI] as const, "radian", "[−π, π] rad"],
    [[0, Math.SQRT2] as const, "", "[0, √2]"],
  ])("writes %j", (range, unit, text) => expect(formatRange(range, unit)).toBe(text));
});

describe("formatTick", () => {
  it.each([
    [0, "0"],
    [0.25, "0.25"],
    [0.30000000000000004, "0.3"],
    [100, "100"],
    [-50, "−50"],
    [1e5, "10⁵"],
    [5e-4, "5\u202f×\u202f10⁻⁴"],
  ])("writes %d as %s", (value, text) => expect(formatTick(value)).toBe(text));
});

describe("plural", () => {
  it("adds an s but to one", () => {
    expect([plural(0, "metric"), plural(1, "metric"), plural(2, "metric")]).toEqual([
      "0 metrics",
      "1 metric",
      "2 metrics",
    ]);
  });
});
