import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeHalf } from "../../../data/train/half.ts";
import { decodeHalf } from "../../../generators/networks/half.ts";

const bits = (value: number): string =>
  Array.from(encodeHalf(Float64Array.of(value)).toReversed(), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

describe("encodeHalf", () => {
  it.each([
    [0, "0000"],
    [-0, "8000"],
    [1, "3c00"],
    [-2, "c000"],
    [65504, "7bff"],
    [2 ** -14, "0400"],
    [2 ** -24, "0001"],
    [1023 * 2 ** -24, "03ff"],
    // Halfway between two halves: to the even fraction; and a carry into the exponent.
    [1 + 2 ** -11, "3c00"],
    [1 + 3 * 2 ** -11, "3c02"],
    [2 - 2 ** -12, "4000"],
    [2 ** -25, "0000"],
    [1.5 * 2 ** -24, "0002"],
  ])("writes %d as the standard says", (value, expected) => {
    expect(bits(value)).toBe(expected);
  });

  it("gives back every finite half", () => {
    const bytes = new Uint8Array(2 * 65_536);
    const finite = Array.from({ length: 65_536 }, (_, i) => i).filter(
      (pattern) => (pattern & 0x7c00) !== 0x7c00,
    );
    finite.forEach((pattern, i) => {
      bytes[2 * i] = pattern & 0xff;
      bytes[2 * i + 1] = pattern >> 8;
    });
    const all = bytes.slice(0, 2 * finite.length);
    expect(encodeHalf(decodeHalf(all))).toEqual(all);
  });

  it("is never further off than half a unit in the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: -60_000, max: 60_000, noNaN: true }), (value) => {
        const back = decodeHalf(encodeHalf(Float64Array.of(value)))[0]!;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
      }),
    );
  });

  it.each([65_520, -1e9, Infinity, NaN])("refuses %d", (value) => {
    expect(() => encodeHalf(Float64Array.of(value))).toThrow(
      expect.objectContaining({ code: "zoo/half-overflow" }),
    );
  });
});
