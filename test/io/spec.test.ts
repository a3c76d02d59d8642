import { describe, expect, it } from "vitest";
import { parsePathSpec } from "../../io/spec.ts";

const extensions = [".npy", ".npz", ".h5"];

describe("parsePathSpec", () => {
  it.each([
    ["a.npz", "a.npz", undefined],
    ["a.npz#layer1", "a.npz", "layer1"],
    ["a.NPZ#x", "a.NPZ", "x"],
    ["run#3/a.npz", "run#3/a.npz", undefined],
    ["run#3/a.npz#x", "run#3/a.npz", "x"],
    ["a.h5##refs#/b", "a.h5", "#refs#/b"],
    ["a.npz#x.npz#y", "a.npz", "x.npz#y"],
    ["a.npz#line\nbreak", "a.npz", "line\nbreak"],
    ["a.npy#", undefined, undefined],
    ["a.npyx#b", "a.npyx#b", undefined],
    ["anpy#b", "anpy#b", undefined],
    ["#a.npy", "#a.npy", undefined],
    ["İ.npz#x", "İ.npz", "x"],
  ])("%j", (spec, file, member) => {
    if (file === undefined)
      expect(() => parsePathSpec(spec, extensions)).toThrow("a.npy#: names no array after #; name one");
    else expect(parsePathSpec(spec, extensions)).toEqual({ file, member });
  });
});
