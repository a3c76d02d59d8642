import type { ForeignFunction, ForeignLibrary } from "./koffi.ts";

/** How a library names the routine `dgemm`: `prefix + "dgemm" + suffix`. */
export interface Naming {
  readonly prefix: string;
  readonly suffix: string;
}

// Netlib and most builds end in `_`; Accelerate and MKL also export the bare name; builds with 64-bit integers
// end in `64_` or `_64_` (MKL: `_64`); the wheels of numpy and scipy put `scipy_` in front.
const PREFIXES = ["", "scipy_"];
const SUFFIXES = ["_", "", "_64_", "64_", "_64"];

/** The way in which this library names its routines, or undefined when it has no `dgemm` with a `dsyevd`. */
export function findNaming(library: ForeignLibrary): Naming | undefined {
  for (const prefix of PREFIXES) {
    for (const suffix of SUFFIXES) {
      if (["dgemm", "dsyevd"].every((name) => has(library, prefix + name + suffix)))
        return { prefix, suffix };
    }
  }
  return undefined;
}

/** A function under the first of several names that the library has. */
export function firstOf(
  library: ForeignLibrary,
  names: readonly string[],
  result: string,
  args: readonly string[],
): ForeignFunction | undefined {
  const name = names.find((candidate) => has(library, candidate));
  return name === undefined ? undefined : library.func(name, result, args);
}

function has(library: ForeignLibrary, name: string): boolean {
  try {
    library.func(name, "void", []);
    return true;
  } catch {
    return false;
  }
}
