import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, elementType, type ElementKind } from "../../../io/binary/elements.ts";
import { encode } from "../../../io/binary/encode.ts";

const INTEGERS: readonly (readonly [ElementKind, number, number])[] = [
  ["b1", 0, 1],
  ["i1", -128, 127],
  ["u1", 0, 255],
  ["i2", -32768, 32767],
  ["u2", 0, 65535],
  ["i4", -(2 ** 31), 2 ** 31 - 1],
  ["u4", 0, 2 ** 32 - 1],
  ["i8", -(2 ** 63), 2 ** 63 - 1024],
  ["u8", 0, 2 ** 64 - 2048],
];

describe("encode", () => {
  it.each(INTEGERS)("writes %s from %d to %d and refuses what lies beyond", (kind, least, most) => {
    for (const littleEndian of [true, false]) {
      const type = elementType(kind, kind, littleEndian);
      const values = Float64Array.of(least, most, 1, 0);
      const back = new Float64Array(4);
      decode(type, encode(type, values, "x"), back, "x");
      expect([...back]).toEqual([...values]);
    }
    const type = elementType(kind, kind, true);
    for (const wrong of [
      least - Math.max(1, Math.abs(least) * 2 ** -51),
      most + Math.max(1, most * 2 ** -51),
      0.5,
      NaN,
      Infinity,
    ]) {
      expect(() => encode(type, Float64Array.of(0, wrong), "x.npy")).toThrow(
        `x.npy: a value is not one that ${kind} holds (got ${wrong})`,
      );
    }
  });

  it("rounds floats to the nearest of their type", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const back = new Float64Array(1);
        for (const [kind, wanted] of [
          ["f8", value],
          ["f4", Math.fround(value)],
        ] as const) {
          const type = elementType(kind, kind, false);
          decode(type, encode(type, Float64Array.of(value), "x"), back, "x");
          expect(back[0]).toBe(wanted);
        }
      }),
    );
  });

  it("does not change what it is given", () => {
    const values = Float64Array.of(1, 2);
    encode(elementType(">f8", "f8", false), values, "x");
    expect([...values]).toEqual([1, 2]);
  });

  it("keeps the upper half of a float32 as bfloat16", () => {
    expect([...encode(elementType("BF16", "bf2", true), Float64Array.of(1, -3.140625), "x")]).toEqual([
      0x80, 0x3f, 0x49, 0xc0,
    ]);
  });
});
