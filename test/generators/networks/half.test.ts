import { expect, it } from "vitest";
import { decodeHalf } from "../../../generators/networks/half.ts";

it("reads every kind of half-precision number as the standard says", () => {
  const patterns = [
    0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x3555, 0x7c00, 0xfc00, 0x7e00,
  ];
  const bytes = Uint8Array.from(patterns.flatMap((pattern) => [pattern & 0xff, pattern >> 8]));
  expect(Array.from(decodeHalf(bytes))).toEqual([
    0,
    -0,
    1,
    -2,
    65504,
    2 ** -24,
    1023 * 2 ** -24,
    2 ** -14,
    1365 / 4096,
    Infinity,
    -Infinity,
    NaN,
  ]);
});

it("refuses an odd number of bytes", () => {
  expect(() => decodeHalf(new Uint8Array(3))).toThrow(expect.objectContaining({ code: "zoo/format" }));
});
