import type { ForeignFunction, ForeignLibrary } from "./koffi.ts";
import type { Naming } from "./symbols.ts";

/**
 * A Fortran subroutine, or a function of a number: `pointers` arguments by reference, then the hidden lengths of its `letters` character
 * arguments, which compilers that follow gfortran read.
 *
 * @throws Error when the library has no such routine.
 */
export function bindRoutine(
  library: ForeignLibrary,
  naming: Naming,
  name: string,
  pointers: number,
  letters: number,
  result: "void" | "double" = "void",
): ForeignFunction {
  const args = [...Array<string>(pointers).fill("void *"), ...Array<string>(letters).fill("size_t")];
  return library.func(naming.prefix + name + naming.suffix, result, args);
}
