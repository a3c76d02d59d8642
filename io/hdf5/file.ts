import path from "node:path";
import { EtalonError, messageOf } from "../../core/errors.ts";
import { fileBytes } from "../binary/bytes.ts";
import { fault } from "../fault.ts";
import { causeIn, type Hdf5 } from "./library.ts";
import { identify } from "./signature.ts";

/** An HDF5 file that is opened for each use. */
export interface Hdf5File {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Whether MATLAB wrote it. */
  readonly matlab: boolean;
  /** Runs `act` with the file open. @throws EtalonError `io/hdf5`, `io/changed`, … */
  readonly use: <T>(act: (library: Hdf5, id: bigint) => T) => Promise<T>;
}

/** Opens a file for one use; the library's errors become ours. */
function inside<T>(library: Hdf5, file: string, act: (library: Hdf5, id: bigint) => T): T {
  const { module } = library;
  let id = -1n;
  try {
    id = module.open(path.resolve(file), module.H5F_ACC_RDONLY, false, -1, -1);
    if (id < 0n) throw new Error("it cannot be opened");
    return act(library, id);
  } catch (error) {
    if (error instanceof EtalonError) throw error;
    throw fault("io/hdf5", file, "holds something that the HDF5 library cannot read", {
      got: causeIn(messageOf(error)),
      remedy: "write it again, or save the arrays as .npz",
      cause: error,
    });
  } finally {
    if (id >= 0n) module.close_file(id);
  }
}

/**
 * Makes sure that a file is HDF5 before the library sees it.
 *
 * @param load loads the library. It is not called for a file that is none.
 * @throws EtalonError `io/hdf5`, `io/mat-version`, `io/hdf5-missing`, `io/not-found`, …
 */
export async function hdf5File(file: string, load: (file: string) => Promise<Hdf5>): Promise<Hdf5File> {
  const withBytes = fileBytes(file);
  const { matlab, size } = await withBytes(async (bytes) => ({
    ...(await identify(bytes)),
    size: bytes.size,
  }));
  const library = await load(file);
  return {
    file,
    size,
    matlab,
    use: (act) => withBytes(() => Promise.resolve(library).then((loaded) => inside(loaded, file, act))),
  };
}
