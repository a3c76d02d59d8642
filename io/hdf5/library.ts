import { messageOf } from "../../core/errors.ts";
import { fault } from "../fault.ts";

/** What the library says of the numbers of a dataset or attribute. */
export interface Metadata {
  /** HDF5's class of types: 0 integers, 1 floats, 3 text, 6 records, 8 enumerations, … */
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly vlen: boolean;
  /** Null for a dataset without a shape. */
  readonly shape: readonly number[] | null;
  readonly enum_type?: { readonly type: number; readonly members: Readonly<Record<string, number>> };
  readonly compound_type?: { readonly members: readonly { readonly name: string }[] };
  readonly virtual_sources?: readonly unknown[];
}

/** Null for a dataset without axes. */
type Counts = readonly bigint[] | null;

/** What is used of the HDF5 library inside the optional package `h5wasm`. Files and their parts are numbers and paths. */
export interface Hdf5Module {
  readonly H5G_DATASET: number;
  readonly H5F_ACC_RDONLY: number;
  /** The library's memory, which moves when it grows. */
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (pointer: number) => void;
  readonly activate_throwing_error_handler: () => number;
  readonly open: (file: string, mode: number, trackOrder: boolean, lowest: number, highest: number) => bigint;
  readonly close_file: (file: bigint) => number;
  readonly get_names: (file: bigint, path: string, recursive: boolean) => string[];
  readonly get_type: (file: bigint, path: string) => number;
  readonly get_attribute_names: (file: bigint, path: string) => string[];
  readonly get_dataset_metadata: (file: bigint, path: string) => Metadata;
  readonly get_dataset_filters: (
    file: bigint,
    path: string,
  ) => { readonly id: number; readonly name: string }[];
  /** Reads with the lowest byte first; less than 0 when it fails. */
  readonly get_dataset_data: (
    file: bigint,
    path: string,
    count: Counts,
    offset: Counts,
    stride: Counts,
    pointer: bigint,
  ) => number;
}

interface Package {
  readonly ready: Promise<Hdf5Module>;
  readonly Dataset: new (
    file: bigint,
    path: string,
  ) => { get_attribute: (name: string, json: true) => unknown };
}

/** The library, and the value of an attribute. */
export interface Hdf5 {
  readonly module: Hdf5Module;
  readonly attribute: (file: bigint, path: string, name: string) => unknown;
}

/**
 * Loads the HDF5 library of the optional package `h5wasm`.
 *
 * @param file the file for which it is needed, named in the error.
 * @param name the package. @defaultValue `h5wasm/node`
 * @throws EtalonError `io/hdf5-missing` when it is not installed.
 */
export async function loadHdf5(file: string, name = "h5wasm/node"): Promise<Hdf5> {
  try {
    // By a name that the compiler does not follow: the package may be absent when this is compiled.
    const { ready, Dataset } = (await import(name)) as Package;
    const module = await ready;
    // Otherwise the library writes its own, long messages to the terminal.
    module.activate_throwing_error_handler();
    return { module, attribute: (id, path, key) => new Dataset(id, path).get_attribute(key, true) };
  } catch (cause) {
    throw fault("io/hdf5-missing", file, "needs the optional package h5wasm, which could not be loaded", {
      got: messageOf(cause).split("\n")[0] ?? "",
      remedy: "npm install h5wasm, or save the arrays as .npz",
      cause,
    });
  }
}

/** The innermost cause in the library's many lines: `#006: …/H5Fsuper.c line 577 in H5F__super_read(): truncated file`. */
export function causeIn(message: string): string {
  const causes = [...message.matchAll(/#\d+: .*?\(\): (.*)/g)];
  return causes.at(-1)?.[1] ?? message.split("\n")[0] ?? "";
}
