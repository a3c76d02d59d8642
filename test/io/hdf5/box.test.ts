import { describe, expect, it } from "vitest";
import { elementType } from "../../../io/binary/elements.ts";
import { readBox, type Box } from "../../../io/hdf5/box.ts";
import type { Hdf5Module } from "../../../io/hdf5/library.ts";

const f8 = elementType("f8", "f8", true);

/** A library whose every number is where its box begins; it keeps what it was asked. */
function library(status = 0, pointer = 16) {
  const asked: unknown[] = [];
  const freed: number[] = [];
  const memory = new Uint8Array(2 ** 23 + 64);
  const module = {
    HEAPU8: memory,
    _malloc: () => pointer,
    _free: (at: number) => freed.push(at),
    get_dataset_data: (
      _file: bigint,
      path: string,
      count: readonly bigint[] | null,
      offset: readonly bigint[] | null,
    ) => {
      asked.push([path, count?.map(Number), offset?.map(Number)]);
      new Float64Array(memory.buffer, pointer, 2).fill(Number(offset?.[0] ?? 7));
      return status;
    },
  };
  return { module: module as unknown as Hdf5Module, asked, freed };
}

function parts(module: Hdf5Module, box: Box): [at: number, length: number, first: number | undefined][] {
  const found: [number, number, number | undefined][] = [];
  readBox(module, 1n, "/x", f8, box, "a.h5#x", (part, at) => found.push([at, part.length, part[0]]));
  return found;
}

describe("readBox", () => {
  it("reads as many indices of the first axis at a time as fit", () => {
    const { module, asked, freed } = library();
    expect(parts(module, { offset: [5, 1], count: [5, 400_000] })).toEqual([
      [0, 800_000, 5],
      [800_000, 800_000, 7],
      [1_600_000, 400_000, 9],
    ]);
    expect(asked).toEqual([
      ["/x", [2, 400_000], [5, 1]],
      ["/x", [2, 400_000], [7, 1]],
      ["/x", [1, 400_000], [9, 1]],
    ]);
    expect(freed).toEqual([16, 16, 16]);
  });

  it("asks for no box of a single value, and for nothing where there is nothing", () => {
    const { module, asked } = library();
    expect(parts(module, { offset: [], count: [] })).toEqual([[0, 1, 7]]);
    expect(asked).toEqual([["/x", undefined, undefined]]);
    expect(parts(module, { offset: [0, 0], count: [0, 3] })).toEqual([]);
    expect(parts(module, { offset: [0, 0], count: [2, 0] })).toEqual([[0, 0, undefined]]);
    expect(asked).toHaveLength(1);
  });

  it("does not take a failure for numbers, and gives memory back", () => {
    const failing = library(-1);
    expect(() => parts(failing.module, { offset: [0], count: [1] })).toThrow(
      "a.h5#x: holds data that cannot be read; write it again",
    );
    expect(failing.freed).toEqual([16]);
    const full = library(0, 0);
    expect(() => parts(full.module, { offset: [0], count: [3] })).toThrow(
      "do not fit into the HDF5 library's memory (got 24 bytes)",
    );
    expect(full.freed).toEqual([]);
  });
});
