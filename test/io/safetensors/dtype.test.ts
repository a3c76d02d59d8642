import { describe, expect, it } from "vitest";
import { safetensorsType } from "../../../io/safetensors/dtype.ts";

describe("safetensorsType", () => {
  it.each([
    ["BOOL", "b1"],
    ["I8", "i1"],
    ["U8", "u1"],
    ["I16", "i2"],
    ["U16", "u2"],
    ["I32", "i4"],
    ["U32", "u4"],
    ["I64", "i8"],
    ["U64", "u8"],
    ["F16", "f2"],
    ["BF16", "bf2"],
    ["F32", "f4"],
    ["F64", "f8"],
  ])("takes %s", (dtype, kind) => {
    expect(safetensorsType(dtype, "x")).toEqual({
      name: dtype,
      kind,
      size: Number(kind.at(-1)),
      littleEndian: true,
    });
  });

  it.each([
    ["F8_E4M3", "quantised numbers"],
    ["F4", "quantised numbers"],
    ["C64", "complex numbers"],
    ["f32", "an unknown type"],
    ["", "an unknown type"],
  ])("refuses %j", (dtype, what) => {
    expect(() => safetensorsType(dtype, "a.safetensors#x")).toThrow(
      `a.safetensors#x: holds ${what}, not real numbers of 16 to 64 bits (got "${dtype}"); save it as F32 or F64`,
    );
  });
});
