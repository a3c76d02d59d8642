import { messageOf } from "../../core/errors.ts";
import type { Arithmetic, Backend } from "../backend.ts";
import { bindBlas } from "./blas.ts";
import { nativeBackend } from "./backend.ts";
import type { ForeignLibrary, Koffi } from "./koffi.ts";
import { bindLapack } from "./lapack.ts";
import { selfTest, testSingle } from "./self-test.ts";
import { bindSingle } from "./single.ts";
import type { Naming } from "./symbols.ts";
import { findNaming, firstOf } from "./symbols.ts";

/** A library that passed the self-test, or why it cannot be used. */
export type Opened = { readonly backend: Backend } | { readonly reason: string };

/** Opens a library, sets it to one thread, and tests its numbers. */
export function openLibrary(koffi: Koffi, file: string): Opened {
  try {
    const library = koffi.load(file);
    const naming = findNaming(library);
    if (!naming) return { reason: "it has no dgemm and dsyevd under any known name" };
    useOneThread(library, naming);
    const description = describe(library, naming, file);
    const single = singleOf(library, naming);
    const backend = nativeBackend(
      bindBlas(library, naming),
      bindLapack(library, naming),
      description,
      single,
    );
    const fault = selfTest(backend);
    return fault === undefined ? { backend } : { reason: `self-test: ${fault} (${description})` };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

/** Single precision is an extra: a library without it, or with wrong numbers in it, is used without. */
function singleOf(library: ForeignLibrary, naming: Naming): Arithmetic | undefined {
  try {
    const single = bindSingle(library, naming);
    return testSingle(single) === undefined ? single : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the library's integers have 64 bits. `idamax` gets n = 1 in the low word and −1 in the high one: 32-bit
 * integers make that 1 (answer 1), 64-bit ones a negative number (answer 0).
 */
export function hasWideIntegers(library: ForeignLibrary, { prefix, suffix }: Naming): boolean {
  const idamax = library.func(`${prefix}idamax${suffix}`, "int", ["void *", "void *", "void *"]);
  return idamax(Int32Array.of(1, -1), Float64Array.of(5), Int32Array.of(1, 0)) === 0;
}

// One thread: the engine runs a worker on every core, and sums in a fixed order give the same numbers every time.
function useOneThread(library: ForeignLibrary, naming: Naming): void {
  firstOf(library, settings("openblas_set_num_threads", naming), "void", ["int"])?.(1);
  firstOf(library, ["MKL_Set_Num_Threads"], "void", ["int"])?.(1);
}

function describe(library: ForeignLibrary, naming: Naming, file: string): string {
  const width = hasWideIntegers(library, naming) ? "64-bit integers" : "32-bit integers";
  const config = firstOf(library, settings("openblas_get_config", naming), "str", [])?.();
  const core = firstOf(library, settings("openblas_get_corename", naming), "str", [])?.();
  if (typeof config === "string") {
    const version = /OpenBLAS\s+\S+/.exec(config)?.[0] ?? "OpenBLAS";
    return `${version}, ${typeof core === "string" ? core : "unknown"} kernel, ${width}, 1 thread`;
  }
  const name = /Accelerate/.test(file) ? "Accelerate" : /mkl/i.test(file) ? "MKL" : "BLAS";
  return `${name}, ${width}, 1 thread`;
}

// `openblas_set_num_threads` beside `dgemm_`, `scipy_openblas_set_num_threads64_` beside `scipy_dgemm_64_`. With the
// whole suffix of the routines it would be the Fortran variant, which takes an address and not a number.
function settings(name: string, { prefix, suffix }: Naming): string[] {
  return [prefix + name + suffix.replace(/^_/, ""), prefix + name, name];
}
