import { describe, expect, it } from "vitest";
import type { ForeignLibrary } from "../../../linalg/native/koffi.ts";
import { findNaming, firstOf } from "../../../linalg/native/symbols.ts";

/** A library that exports the given names; a function answers with its own name. */
function exporting(...names: string[]): ForeignLibrary {
  return {
    func(name) {
      if (!names.includes(name)) throw new Error(`no ${name}`);
      return () => name;
    },
  };
}

describe("findNaming", () => {
  it.each([
    ["", "_"],
    ["", ""],
    ["", "64_"],
    ["", "_64_"],
    ["", "_64"],
    ["scipy_", "_"],
    ["scipy_", "_64_"],
  ])("finds %s…%s", (prefix, suffix) => {
    const library = exporting(`${prefix}dgemm${suffix}`, `${prefix}dsyevd${suffix}`);
    expect(findNaming(library)).toEqual({ prefix, suffix });
  });

  it("wants LAPACK too, under the same naming", () => {
    expect(findNaming(exporting("dgemm_", "dsyevd64_"))).toBeUndefined();
  });
});

it("firstOf takes the first name that is there", () => {
  expect(firstOf(exporting("b", "c"), ["a", "b", "c"], "void", [])?.()).toBe("b");
  expect(firstOf(exporting(), ["a"], "void", [])).toBeUndefined();
});
