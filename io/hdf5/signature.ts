import type { Bytes } from "../binary/bytes.ts";
import { fault } from "../fault.ts";

const SIGNATURE = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");

/** The places at which HDF5 looks for its signature: after a block of the user's own of 512, 1024, … bytes. */
function* places(size: number): Generator<number> {
  yield 0;
  for (let at = 512; at + SIGNATURE.length <= size; at *= 2) yield at;
}

const isMatlabName = (file: string): boolean => file.toLowerCase().endsWith(".mat");

/**
 * Finds out whether a file is HDF5, and whether MATLAB wrote it: then its arrays lie with the first index fastest, and
 * HDF5 sees their sides in reverse.
 *
 * @throws EtalonError `io/mat-version` for an older MATLAB file, `io/hdf5` for anything else.
 */
export async function identify(bytes: Bytes): Promise<{ readonly matlab: boolean }> {
  const { name: file, size } = bytes;
  if (size === 0) throw fault("io/hdf5", file, "is empty", { got: "0 bytes", remedy: "write it again" });
  const start = Buffer.alloc(Math.min(116, size));
  await bytes.read(0, start);
  const text = start.toString("latin1");
  const version = /^MATLAB (\d+\.\d+) MAT-file/.exec(text)?.[1];
  const resave = "in MATLAB, save it again with '-v7.3'";
  if (version !== undefined && version !== "7.3") {
    throw fault("io/mat-version", file, "is a MATLAB file of an older version", {
      got: version,
      remedy: resave,
    });
  }
  for (const at of places(size)) {
    const found = Buffer.alloc(Math.min(SIGNATURE.length, size - at));
    await bytes.read(at, found);
    if (found.equals(SIGNATURE)) return { matlab: version !== undefined || isMatlabName(file) };
  }
  throw fault("io/hdf5", file, isMatlabName(file) ? "is no MATLAB 7.3 file" : "is not an HDF5 file", {
    got: JSON.stringify(text.slice(0, 8)),
    remedy: isMatlabName(file) ? resave : "write it again with h5py",
  });
}
