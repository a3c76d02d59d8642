import { describe, expect, it } from "vitest";
import type { ForeignLibrary, Koffi } from "../../../linalg/native/koffi.ts";
import { hasWideIntegers, openLibrary } from "../../../linalg/native/library.ts";

/** A library that claims every routine and computes nothing. */
const idle: ForeignLibrary = { func: () => () => 0 };
const opening = (library: ForeignLibrary): Koffi => ({ version: "0", load: () => library });

describe("openLibrary", () => {
  it("refuses a library that computes wrong numbers", () => {
    const opened = openLibrary(opening(idle), "libidle.so");
    expect(opened).toMatchObject({ reason: expect.stringContaining("dgemm gives wrong numbers") as string });
  });

  it("refuses a library without the routines", () => {
    const empty: ForeignLibrary = {
      func: (name) => {
        throw new Error(`no ${name}`);
      },
    };
    expect(openLibrary(opening(empty), "libempty.so")).toMatchObject({
      reason: expect.stringContaining("no dgemm") as string,
    });
  });

  it("says why a file cannot be opened", () => {
    const koffi: Koffi = {
      version: "0",
      load: () => {
        throw new Error("invalid ELF header");
      },
    };
    expect(openLibrary(koffi, "text.so")).toEqual({ reason: "invalid ELF header" });
  });

  it("asks for the thread setter that takes a number, not for Fortran's", () => {
    const asked: string[] = [];
    const library: ForeignLibrary = {
      func: (name) => {
        asked.push(name);
        return () => 0;
      },
    };
    openLibrary(opening(library), "libblas.so");
    expect(asked).toContain("openblas_set_num_threads");
    expect(asked).not.toContain("openblas_set_num_threads_");
  });
});

describe("hasWideIntegers", () => {
  const naming = { prefix: "", suffix: "_" };
  const reading = (read: (cell: Int32Array) => number): ForeignLibrary => ({
    func: () => (n) => (read(n as Int32Array) > 0 ? 1 : 0),
  });

  it("tells 32-bit from 64-bit integers by what a count reads as", () => {
    expect(
      hasWideIntegers(
        reading((cell) => cell[0]!),
        naming,
      ),
    ).toBe(false);
    expect(
      hasWideIntegers(
        reading((cell) => Number(new BigInt64Array(cell.buffer)[0])),
        naming,
      ),
    ).toBe(true);
  });
});
