import { existsSync } from "node:fs";
import { endianness } from "node:os";
import type { Backend } from "../backend.ts";
import type { Candidate, Surroundings } from "./candidates.ts";
import { candidates } from "./candidates.ts";
import { loadKoffi } from "./koffi.ts";
import { openLibrary } from "./library.ts";

/** What came of one candidate. */
export interface Trial extends Candidate {
  readonly accepted: boolean;
  /** The library's description, or why it was not taken. */
  readonly detail: string;
}

/** The native backend, if any, and the trials that led to it. */
export interface Discovery {
  readonly backend?: Backend;
  readonly trials: readonly Trial[];
  /** Why no candidate could be tried at all. */
  readonly obstacle?: string;
}

/**
 * Tries the candidates in order and takes the first that exists, opens and computes right numbers.
 *
 * @defaultValue `around` is this process.
 */
export function discover(around: Surroundings = process): Discovery {
  if (endianness() !== "LE")
    return { trials: [], obstacle: "the native backend needs a little-endian machine" };
  const loaded = loadKoffi();
  if ("reason" in loaded) return { trials: [], obstacle: loaded.reason };
  // Read by the libraries when they are opened; a worker thread's own copy of the environment does not reach them.
  for (const name of ["OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"])
    process.env[name] = "1";
  const trials: Trial[] = [];
  for (const candidate of candidates(around)) {
    if (!mayExist(candidate.path)) {
      trials.push({ ...candidate, accepted: false, detail: "no such file" });
      continue;
    }
    const opened = openLibrary(loaded.koffi, candidate.path);
    if ("backend" in opened) {
      trials.push({ ...candidate, accepted: true, detail: opened.backend.description });
      return { backend: opened.backend, trials };
    }
    trials.push({ ...candidate, accepted: false, detail: opened.reason });
  }
  return { trials };
}

// macOS keeps system frameworks in a cache and not on disk; a bare name is left to the dynamic linker.
function mayExist(file: string): boolean {
  return file.startsWith("/System/Library/") || !/[\\/]/.test(file) || existsSync(file);
}
