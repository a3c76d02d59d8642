import { describe, expect, it } from "vitest";
import { memoryBytes } from "../../../io/binary/bytes.ts";
import { identify } from "../../../io/hdf5/signature.ts";
import { expectFault } from "../support/faults.ts";

const SIGNATURE = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");
const after = (bytes: number, text = ""): Buffer => {
  const block = Buffer.alloc(bytes);
  block.write(text);
  return Buffer.concat([block, SIGNATURE, Buffer.alloc(50)]);
};

const of = (bytes: Uint8Array, name = "a.h5") => identify(memoryBytes(bytes, name));

describe("identify", () => {
  it.each([0, 512, 1024, 4096])("finds the signature after %i bytes", async (bytes) => {
    expect(await of(after(bytes))).toEqual({ matlab: false });
  });

  it("knows MATLAB's files by their text, and by their name", async () => {
    expect(await of(after(512, "MATLAB 7.3 MAT-file, Platform"))).toEqual({ matlab: true });
    expect(await of(after(0), "a.MAT")).toEqual({ matlab: true });
  });

  it.each([
    ["a.h5", Buffer.alloc(0), "io/hdf5", "is empty (got 0 bytes)"],
    ["a.h5", Buffer.from("hello"), "io/hdf5", 'is not an HDF5 file (got "hello"); write it again with h5py'],
    ["a.h5", after(513), "io/hdf5", "is not an HDF5 file"],
    ["a.h5", SIGNATURE.subarray(0, 7), "io/hdf5", "is not an HDF5 file"],
    [
      "a.mat",
      Buffer.from("hello"),
      "io/hdf5",
      "is no MATLAB 7.3 file (got \"hello\"); in MATLAB, save it again with '-v7.3'",
    ],
    [
      "a.mat",
      after(512, "MATLAB 5.0 MAT-file, Platform"),
      "io/mat-version",
      "is a MATLAB file of an older version (got 5.0); in MATLAB, save it again",
    ],
  ])("%s: refuses %j", async (name, bytes, code, message) => {
    await expectFault(() => of(bytes, name), `${name}: `, code, message);
  });
});
