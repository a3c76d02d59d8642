import { describe, expect, it } from "vitest";
import { numpyType } from "../../io/numpy-dtype.ts";

describe("numpyType", () => {
  it.each(["|b1", "|i1", "|u1", "<i2", ">u2", "<i4", ">u4", "<i8", ">u8", "<f2", ">f4", "<f8", "<i1", ">b1"])(
    "takes %s",
    (descr) => {
      expect(numpyType(descr, "x")).toMatchObject({
        name: descr,
        kind: descr.slice(1),
        size: Number(descr.at(-1)),
        littleEndian: !descr.startsWith(">"),
      });
    },
  );

  it.each([
    ["|O", "Python objects"],
    ["<c8", "complex numbers"],
    [">c16", "complex numbers"],
    ["|S5", "byte strings"],
    ["<U3", "text"],
    ["|V8", "raw bytes"],
    ["<M8[ns]", "dates"],
    ["<M8", "dates"],
    ["<m8", "time differences"],
    ["<f16", "long doubles"],
    ["<f12", "long doubles"],
    ["<f3", "floats of an unknown size"],
    ["<b2", "an unknown type"],
    ["<i3", "an unknown type"],
    ["|f8", "floats of an unknown size"],
    ["=f8", "an unknown type"],
    ["f8", "an unknown type"],
    ["<f8 ", "an unknown type"],
    ["", "an unknown type"],
  ])("refuses %j as %s", (descr, what) => {
    expect(() => numpyType(descr, "x.npy")).toThrow(
      `x.npy: holds ${what}, not real numbers of at most 64 bits (got ${JSON.stringify(descr)}); save it as float32 or float64`,
    );
  });
});
