import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bfloatToNumber, halfToNumber, numberToHalf } from "../../../io/binary/half.ts";

describe("halfToNumber", () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e01, NaN],
  ])("reads %i", (bits, value) => {
    expect(halfToNumber(bits)).toBe(value);
  });
});

describe("numberToHalf", () => {
  it("gives back the bits of every half-precision number", () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = halfToNumber(bits);
      if (!Number.isNaN(value) && numberToHalf(value) !== bits)
        expect.unreachable(`${bits} became ${numberToHalf(value)}`);
    }
    expect(halfToNumber(numberToHalf(NaN))).toBeNaN();
  });

  it("rounds to the nearest, and ties to even", () => {
    const above = (bits: number): number => halfToNumber(bits + 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0x7bfe }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (bits, share) => {
          const [low, high] = [halfToNumber(bits), above(bits)];
          const value = low + share * (high - low);
          const middle = (low + high) / 2;
          const wanted = value < middle ? bits : value > middle ? bits + 1 : bits + (bits % 2);
          expect(numberToHalf(value)).toBe(wanted);
          expect(numberToHalf(-value)).toBe(wanted | 0x8000);
        },
      ),
    );
  });

  it("goes to infinity from half-way beyond the largest, and to zero below half of the smallest", () => {
    expect(numberToHalf(65519.99)).toBe(0x7bff);
    expect(numberToHalf(65520)).toBe(0x7c00);
    expect(numberToHalf(-1e300)).toBe(0xfc00);
    expect(numberToHalf(2 ** -25)).toBe(0);
    expect(numberToHalf(2 ** -25 * 1.0001)).toBe(1);
    expect(numberToHalf(-5e-324)).toBe(0x8000);
  });
});

describe("bfloatToNumber", () => {
  it.each([
    [0x3f80, 1],
    [0xc049, -3.140625],
    [0x8000, -0],
    [0x0001, 2 ** -133],
    [0x7f80, Infinity],
    [0x7fc0, NaN],
  ])("reads %i", (bits, value) => {
    expect(bfloatToNumber(bits)).toBe(value);
  });
});
