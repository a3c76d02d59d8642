import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/** The largest side a routine with 32-bit integers can take. */
export const LARGEST_SIDE = 2 ** 31 - 1;

/**
 * Holds that a matrix is what it says: integer sides that fit 32 bits and rows · cols numbers.
 *
 * @throws EtalonError `linalg/shape`.
 */
export function checkMatrix(where: string, name: string, a: Matrix): void {
  const { rows, cols, data } = a;
  if (!isSide(rows) || !isSide(cols)) {
    throw new EtalonError("linalg/shape", `${where}: the sides of ${name} must be integers of 0 … 2³¹ − 1`, {
      got: `${rows}×${cols}`,
    });
  }
  if (!(data instanceof Float64Array) || data.length !== rows * cols) {
    throw new EtalonError(
      "linalg/shape",
      `${where}: ${name} is ${rows}×${cols} and needs ${rows * cols} numbers`,
      {
        got: data instanceof Float64Array ? String(data.length) : typeof data,
        remedy: "make it with core/matrix.ts",
      },
    );
  }
}

/**
 * {@link checkMatrix}, and as many rows as columns.
 *
 * @throws EtalonError `linalg/shape`.
 */
export function checkSquare(where: string, name: string, a: Matrix): void {
  checkMatrix(where, name, a);
  if (a.rows !== a.cols) {
    throw new EtalonError("linalg/shape", `${where}: ${name} must be square`, { got: `${a.rows}×${a.cols}` });
  }
}

/**
 * Holds that two lengths which meet in an operation are equal.
 *
 * @throws EtalonError `linalg/shape`.
 */
export function checkEqual(where: string, what: string, first: number, second: number): void {
  if (first !== second) {
    throw new EtalonError("linalg/shape", `${where}: ${what} must be equal`, {
      got: `${first} and ${second}`,
    });
  }
}

/**
 * Holds that uvᵀ has the shape of A.
 *
 * @throws EtalonError `linalg/shape`.
 */
export function checkOuter(a: Matrix, u: { readonly length: number }, v: Float64Array): void {
  checkMatrix("addOuter", "a", a);
  checkEqual("addOuter", "the rows of a and the length of u", a.rows, u.length);
  checkEqual("addOuter", "the columns of a and the length of v", a.cols, v.length);
}

/**
 * Holds that an m×n result can be written, or added, to a matrix, which none of the operands shares its numbers with.
 *
 * @param name What the caller calls the matrix.
 * @throws EtalonError `linalg/shape`, `linalg/aliased`.
 */
export function checkTarget(
  where: string,
  name: "addTo" | "into",
  target: Matrix,
  [m, n]: readonly [number, number],
  operands: readonly Matrix[],
): void {
  checkMatrix(where, name, target);
  checkEqual(where, `the rows of the product and of ${name}`, m, target.rows);
  checkEqual(where, `the columns of the product and of ${name}`, n, target.cols);
  checkSeparate(where, name, target, operands);
}

/**
 * Holds that what is written shares no memory with what is read.
 *
 * @throws EtalonError `linalg/aliased`.
 */
export function checkSeparate(
  where: string,
  name: string,
  target: Matrix,
  operands: readonly Matrix[],
): void {
  if (operands.some(({ data }) => overlaps(data, target.data))) {
    throw new EtalonError("linalg/aliased", `${where}: ${name} must not share memory with another operand`);
  }
}

/** Whether two arrays have memory in common. */
function overlaps(a: Float64Array, b: Float64Array): boolean {
  return (
    a.buffer === b.buffer &&
    a.byteOffset < b.byteOffset + b.byteLength &&
    b.byteOffset < a.byteOffset + a.byteLength
  );
}

/**
 * Holds that every number is finite: LAPACK may not return from a NaN.
 *
 * @throws EtalonError `linalg/non-finite`.
 */
export function checkFinite(where: string, name: string, a: Matrix): void {
  // 0 · x is NaN exactly for NaN and ±Infinity, and a sum keeps a NaN: one pass without a branch.
  let probe = 0;
  for (let k = 0; k < a.data.length; k++) probe += 0 * a.data[k]!;
  if (probe === 0) return;
  const k = a.data.findIndex((value) => !Number.isFinite(value));
  throwNonFinite(where, name, a, k);
}

/**
 * {@link checkFinite} for the lower triangle alone.
 *
 * @throws EtalonError `linalg/non-finite`.
 */
export function checkFiniteLower(where: string, name: string, a: Matrix): void {
  for (let i = 0; i < a.rows; i++) {
    let probe = 0;
    const start = i * a.cols;
    for (let k = start; k <= start + i; k++) probe += 0 * a.data[k]!;
    if (probe !== 0) {
      const offset = a.data.subarray(start, start + i + 1).findIndex((value) => !Number.isFinite(value));
      throwNonFinite(where, name, a, start + offset);
    }
  }
}

function isSide(side: number): boolean {
  return Number.isInteger(side) && side >= 0 && side <= LARGEST_SIDE;
}

function throwNonFinite(where: string, name: string, a: Matrix, k: number): never {
  throw new EtalonError("linalg/non-finite", `${where}: every number of ${name} must be finite`, {
    got: `${a.data[k]} in row ${Math.floor(k / a.cols)}, column ${k % a.cols}`,
    remedy: "remove or impute such values first",
  });
}
