import { EtalonError } from "../../core/errors.ts";
import { LARGEST_SIDE } from "../check.ts";

/** A way to hand Fortran an integer by reference: cell `index` set to `value`. */
export type IntegerCells = (index: number, value: number) => Int32Array;

/**
 * Reusable cells for integer arguments. A cell holds two words, the value and its sign extension, so that on a
 * little-endian machine a routine reads the same number whether its integers have 32 or 64 bits.
 *
 * @throws EtalonError `linalg/too-large` when a value does not fit 32 bits.
 */
export function integerCells(count: number): IntegerCells {
  const cells = Array.from({ length: count }, () => new Int32Array(2));
  return (index, value) => {
    if (!Number.isInteger(value) || Math.abs(value) > LARGEST_SIDE) {
      throw new EtalonError("linalg/too-large", "native: a size or workspace exceeds 32-bit integers", {
        got: String(value),
        remedy: "use fewer rows or columns",
      });
    }
    const cell = cells[index]!; // `index` is a constant of the caller, below `count`
    cell[0] = value;
    cell[1] = value < 0 ? -1 : 0;
    return cell;
  };
}

const LETTERS = new Map(
  ["N", "T", "L", "U", "R", "V", "S", "I"].map((c) => [c, Uint8Array.of(c.charCodeAt(0))]),
);

/** A one-letter option of LAPACK, by reference. */
export function letter(name: "N" | "T" | "L" | "U" | "R" | "V" | "S" | "I"): Uint8Array {
  return LETTERS.get(name)!; // every member of the type is a key
}

/**
 * Holds that an array has room for what a routine reads or writes: native code does not check.
 *
 * @throws EtalonError `linalg/shape`.
 */
export function needLength(routine: string, name: string, array: Float64Array, length: number): void {
  if (array.length < length) {
    throw new EtalonError("linalg/shape", `${routine}: ${name} must hold at least ${length} numbers`, {
      got: String(array.length),
    });
  }
}

/** The numbers that a column-major rows×cols block with leading dimension `ld` reaches over. */
export function extent(rows: number, cols: number, ld: number): number {
  return rows === 0 || cols === 0 ? 0 : (cols - 1) * ld + rows;
}
