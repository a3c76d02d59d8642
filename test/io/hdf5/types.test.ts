import { describe, expect, it } from "vitest";
import type { Metadata } from "../../../io/hdf5/library.ts";
import { hdf5Type, isNumeric } from "../../../io/hdf5/types.ts";

const metadata = (type: number, size: number, more: Partial<Metadata> = {}): Metadata => ({
  type,
  size,
  signed: true,
  vlen: false,
  shape: [1],
  ...more,
});

const truth = { type: 0, members: { FALSE: 0, TRUE: 1 } };
const members = (...names: string[]) => ({ compound_type: { members: names.map((name) => ({ name })) } });

describe("hdf5Type", () => {
  it.each<[Metadata, string]>([
    [metadata(0, 1), "i1"],
    [metadata(0, 8), "i8"],
    [metadata(0, 2, { signed: false }), "u2"],
    [metadata(1, 2), "f2"],
    [metadata(1, 4), "f4"],
    [metadata(1, 8, { signed: false }), "f8"],
    [metadata(8, 1, { enum_type: truth }), "b1"],
  ])("%j is %s", (given, kind) => {
    expect(hdf5Type(given, "x")).toMatchObject({ kind, littleEndian: true });
    expect(isNumeric(given)).toBe(true);
  });

  it.each<[Metadata, string]>([
    [metadata(3, 5), "text"],
    [metadata(3, 16, { vlen: true }), "text"],
    [metadata(6, 16, members("r", "i")), "complex numbers"],
    [metadata(6, 16, members("real", "imag")), "complex numbers"],
    [metadata(6, 16, members("x", "y")), "records (a compound type)"],
    [metadata(7, 8), "references, as MATLAB's cells are"],
    [metadata(8, 1, { enum_type: { type: 0, members: { CAT: 0, DOG: 1 } } }), "labels"],
    [metadata(8, 4, { enum_type: truth }), "labels"],
    [metadata(9, 16), "rows of different lengths"],
    [metadata(1, 16), "an unknown type"],
    [metadata(0, 3), "an unknown type"],
    [metadata(99, 4), "an unknown type"],
  ])("%j is refused as %s", (given, what) => {
    expect(isNumeric(given)).toBe(false);
    expect(() => hdf5Type(given, "a.h5#x")).toThrow(`a.h5#x: holds ${what}`);
    expect(() => hdf5Type(given, "a.h5#x")).toThrow(
      `(got class ${given.type} of ${given.size} bytes); save it as float32`,
    );
  });
});
