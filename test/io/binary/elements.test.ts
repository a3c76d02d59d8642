import { describe, expect, it } from "vitest";
import { decode, elementType, hostIsLittleEndian, isNative, swapBytes } from "../../../io/binary/elements.ts";

/** Bytes at an address that every kind accepts. */
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("decode", () => {
  it.each([
    ["b1", [0, 1, 255], [0, 1, 1]],
    ["i1", [0x80, 0x7f], [-128, 127]],
    ["u1", [0x80, 0xff], [128, 255]],
    ["i2", [0xfe, 0xff], [-2]],
    ["u2", [0xfe, 0xff], [65534]],
    ["i4", [0xfe, 0xff, 0xff, 0xff], [-2]],
    ["u4", [0xfe, 0xff, 0xff, 0xff], [4294967294]],
    ["i8", [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [-2]],
    ["u8", [0, 0, 0, 0, 0, 0, 0, 0x80], [2 ** 63]],
    ["f2", [0x00, 0xc0], [-2]],
    ["bf2", [0x49, 0xc0], [-3.140625]],
    ["f4", [0, 0, 0x20, 0x40], [2.5]],
    ["f8", [0, 0, 0, 0, 0, 0, 0x04, 0x40], [2.5]],
  ] as const)("reads %s with the lowest byte first and last", (kind, little, values) => {
    const { size } = elementType(kind, kind, true);
    const big = [];
    for (let at = 0; at < little.length; at += size) big.push(...little.slice(at, at + size).toReversed());
    for (const [littleEndian, data] of [
      [true, little],
      [false, big],
    ] as const) {
      const into = new Float64Array(values.length);
      decode(elementType(kind, kind, littleEndian), bytes(...data), into, "x");
      expect([...into]).toEqual(values);
    }
  });

  it.each([
    ["i8", 2n ** 53n, true],
    ["i8", -(2n ** 53n), true],
    ["i8", 2n ** 53n + 1n, false],
    ["i8", -(2n ** 53n) - 1n, false],
    ["i8", 2n ** 62n + 2n ** 10n, true],
    ["i8", 2n ** 63n - 1n, false],
    ["i8", -(2n ** 63n), true],
    ["u8", 2n ** 64n - 2048n, true],
    ["u8", 2n ** 64n - 1n, false],
  ] as const)("reads the %s %i exactly or not at all", (kind, value, exact) => {
    const data = new Uint8Array(BigUint64Array.of(BigInt.asUintN(64, value)).buffer);
    const into = new Float64Array(1);
    const read = (): void => decode(elementType(kind, kind, hostIsLittleEndian), data, into, "acts.npy");
    if (exact) {
      read();
      expect(BigInt(into[0]!)).toBe(value);
    } else {
      expect(read).toThrow(
        `acts.npy: holds an integer that float64 cannot represent (got ${value}); save it as float64`,
      );
    }
  });
});

describe("isNative", () => {
  it("is true of float64 in this machine's order alone", () => {
    expect(isNative(elementType("<f8", "f8", hostIsLittleEndian))).toBe(true);
    expect(isNative(elementType(">f8", "f8", !hostIsLittleEndian))).toBe(false);
    expect(isNative(elementType("<i8", "i8", hostIsLittleEndian))).toBe(false);
  });
});

describe("swapBytes", () => {
  it("reverses each number, and nothing else", () => {
    const all = bytes(9, 1, 2, 3, 4, 9);
    swapBytes(all.subarray(1, 5), 2);
    expect([...all]).toEqual([9, 2, 1, 4, 3, 9]);
    swapBytes(all.subarray(1, 5), 4);
    expect([...all]).toEqual([9, 3, 4, 1, 2, 9]);
    swapBytes(all, 1);
    expect([...all]).toEqual([9, 3, 4, 1, 2, 9]);
  });
});
