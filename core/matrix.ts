import { EtalonError } from "./errors.ts";
import { requireRoom } from "./room.ts";

/** A dense float64 matrix, row-major: element (i, j) is `data[i * cols + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/**
 * A matrix of the given shape; zero where no data are given.
 *
 * @throws EtalonError `matrix/shape` when a side is not a non-negative integer or `data` has another length,
 * `memory/too-large`.
 */
export function matrix(rows: number, cols: number, data?: Float64Array): Matrix {
  if (!Number.isSafeInteger(rows) || !Number.isSafeInteger(cols) || rows < 0 || cols < 0) {
    throw new EtalonError("matrix/shape", "matrix: rows and cols must be non-negative integers", {
      got: `${rows}×${cols}`,
    });
  }
  if (data !== undefined && data.length !== rows * cols) {
    throw new EtalonError("matrix/shape", `matrix: a ${rows}×${cols} matrix needs ${rows * cols} numbers`, {
      got: String(data.length),
    });
  }
  if (data === undefined) requireRoom(rows * cols, `a ${rows}×${cols} matrix`);
  return { rows, cols, data: data ?? new Float64Array(rows * cols) };
}

/** Fewer numbers are zero before one has asked for anything else. */
const SMALL = 512;

/**
 * A matrix that holds whatever its memory held before: for results of which every number is written. Large ones are had in
 * a fraction of the time of zeros.
 */
export function unfilled(rows: number, cols: number): Matrix {
  if (rows * cols < SMALL) return { rows, cols, data: new Float64Array(rows * cols) };
  requireRoom(rows * cols, `a ${rows}×${cols} matrix`);
  const { buffer, byteOffset } = Buffer.allocUnsafeSlow(8 * rows * cols);
  return { rows, cols, data: new Float64Array(buffer, byteOffset, rows * cols) };
}

/** A matrix from nested arrays, one inner array a row. */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const result = matrix(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) {
      throw new EtalonError("matrix/shape", `fromRows: row ${i} must have ${cols} numbers like row 0`, {
        got: String(row.length),
      });
    }
    result.data.set(row, i * cols);
  });
  return result;
}

/** Element (i, j). */
export function at(a: Matrix, i: number, j: number): number {
  return a.data[i * a.cols + j]!;
}

/** A copy that shares no memory with `a`. */
export function copy(a: Matrix): Matrix {
  return { rows: a.rows, cols: a.cols, data: a.data.slice() };
}
