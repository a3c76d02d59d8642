import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Arithmetic, SymmetricEigen } from "../backend.ts";
import { checkEqual, checkFiniteLower, checkMatrix, checkSquare } from "../check.ts";
import { notConverged } from "../failures.ts";
import { mirrorLower, rowsToColumnsReversed } from "../reorder.ts";
import { integerCells, letter } from "./arguments.ts";
import { bindRoutine } from "./bind.ts";
import type { ForeignLibrary } from "./koffi.ts";
import type { Naming } from "./symbols.ts";

/** The spacing of numbers of 24 bits around 1, as `Number.EPSILON` is that of 53 bits. */
const EPSILON = 2 ** -23;

const ONE = Float32Array.of(1);
const ZERO = Float32Array.of(0);

/**
 * The products and eigenvalues of symmetric matrices in single precision: half the numbers to move and twice as many in
 * a register. Operands and results are double, rounded on the way; statements as in the double versions (`backend.ts`).
 *
 * @throws Error when the library lacks a routine.
 */
export function bindSingle(library: ForeignLibrary, naming: Naming): Arithmetic {
  const sgemm = bindRoutine(library, naming, "sgemm", 13, 2);
  const ssyrk = bindRoutine(library, naming, "ssyrk", 10, 2);
  const ssyevd = bindRoutine(library, naming, "ssyevd", 11, 2);
  const int = integerCells(6);
  const info = new Int32Array(2);
  const room: Float32Array[] = [];

  /** `length` numbers that the next call with the same number overwrites. */
  const scratch = (index: number, length: number): Float32Array => {
    let array = room[index];
    if (array === undefined || array.length < length) room[index] = array = new Float32Array(length);
    return array.subarray(0, length);
  };
  const rounded = (index: number, { data }: Matrix): Float32Array => {
    const array = scratch(index, data.length);
    array.set(data);
    return array;
  };

  /** Eigenvalues, descending, of the n×n numbers in `rows`, which are overwritten. */
  const eigenvalues = (where: string, rows: Float32Array, n: number, vectors: boolean): Float64Array => {
    const w = scratch(1, n);
    if (n === 0) return new Float64Array(0);
    const [job, side, ld] = [letter(vectors ? "V" : "N"), int(0, n), int(1, n)];
    const call = (work: Float32Array, iwork: Int32Array, lwork: number, liwork: number): void => {
      ssyevd(job, letter("U"), side, rows, ld, w, work, int(2, lwork), iwork, int(3, liwork), info, 1, 1);
    };
    // LAPACK's formulas for the workspace: a length that is asked for is rounded to 24 bits on the way.
    const lwork = vectors ? 1 + 6 * n + 2 * n * n : 2 * n + 1;
    const block = Math.max(lwork, 64 * (n + 2));
    call(scratch(2, block), new Int32Array(2 * (3 + 5 * n)), block, 3 + 5 * n);
    if (info[0] !== 0) throw notConverged(where, `ssyevd info ${info[0]}`);
    return Float64Array.from(w).reverse();
  };

  const eigen = (
    where: string,
    a: Matrix,
    vectors: boolean,
  ): { rows: Float32Array; values: Float64Array } => {
    checkSquare(where, "a", a);
    checkFiniteLower(where, "a", a);
    const rows = rounded(0, a);
    return { rows, values: eigenvalues(where, rows, a.rows, vectors) };
  };

  /** One triangle of AᵀA or AAᵀ; the numbers that it is left in. */
  const syrk = (a: Matrix, transpose: boolean, n: number, k: number): Float32Array => {
    const [source, c] = [rounded(0, a), scratch(3, n * n)];
    const [upper, op] = [letter("U"), letter(transpose ? "N" : "T")];
    const [side, inner, ld] = [int(0, n), int(1, k), int(2, a.cols)];
    ssyrk(upper, op, side, inner, ONE, source, ld, ZERO, c, int(3, n), 1, 1);
    return c;
  };

  return {
    epsilon: EPSILON,
    multiply(a, b, { transposeA = false, transposeB = false } = {}) {
      checkMatrix("multiply", "a", a);
      checkMatrix("multiply", "b", b);
      const [m, k] = transposeA ? [a.cols, a.rows] : [a.rows, a.cols];
      const [kb, n] = transposeB ? [b.cols, b.rows] : [b.rows, b.cols];
      checkEqual("multiply", "the inner sides", k, kb);
      const result = matrix(m, n);
      if (m * n * k === 0) return result;
      const c = scratch(2, m * n);
      const [ta, tb] = [letter(transposeB ? "T" : "N"), letter(transposeA ? "T" : "N")];
      const [x, y] = [rounded(0, b), rounded(1, a)];
      const [rows, cols, inner] = [int(0, n), int(1, m), int(2, k)];
      sgemm(ta, tb, rows, cols, inner, ONE, x, int(3, b.cols), y, int(4, a.cols), ZERO, c, int(5, n), 1, 1);
      result.data.set(c);
      return result;
    },
    gram(a, transpose = true) {
      checkMatrix("gram", "a", a);
      const [n, k] = transpose ? [a.cols, a.rows] : [a.rows, a.cols];
      const result = matrix(n, n);
      if (n * k === 0) return result;
      result.data.set(syrk(a, transpose, n, k));
      mirrorLower(result.data, n);
      return result;
    },
    eigenSymmetric(a): SymmetricEigen {
      const { rows, values } = eigen("eigenSymmetric", a, true);
      return { values, vectors: rowsToColumnsReversed(Float64Array.from(rows), a.rows) };
    },
    eigenvaluesSymmetric: (a) => eigen("eigenvaluesSymmetric", a, false).values,
    eigenvaluesOfGram(a, transpose = true) {
      checkMatrix("eigenvaluesOfGram", "a", a);
      const [n, k] = transpose ? [a.cols, a.rows] : [a.rows, a.cols];
      if (n * k === 0) return new Float64Array(n);
      return eigenvalues("eigenvaluesOfGram", syrk(a, transpose, n, k), n, false);
    },
  };
}
