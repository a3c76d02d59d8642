import { createRequire } from "node:module";
import { messageOf } from "../../core/errors.ts";

/** A function of a shared library, called with numbers and typed arrays. */
export type ForeignFunction = (...args: readonly (number | ArrayBufferView)[]) => unknown;

/** An open shared library. */
export interface ForeignLibrary {
  /** @throws Error when the library has no such symbol. */
  func(name: string, result: string, args: readonly string[]): ForeignFunction;
}

/** What is used of the optional package `koffi`. */
export interface Koffi {
  readonly version: string;
  load(path: string): ForeignLibrary;
}

/** The package `koffi`, or why it cannot be had: it is optional, and without it there is no native backend. */
export function loadKoffi(): { koffi: Koffi } | { reason: string } {
  try {
    return { koffi: createRequire(import.meta.url)("koffi") as Koffi };
  } catch (error) {
    const [line] = messageOf(error).split("\n");
    return { reason: `the optional package koffi could not be loaded: ${line ?? ""}` };
  }
}
