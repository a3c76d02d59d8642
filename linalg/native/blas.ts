import { extent, integerCells, letter, needLength } from "./arguments.ts";
import type { ForeignLibrary } from "./koffi.ts";
import { bindRoutine } from "./bind.ts";
import type { Naming } from "./symbols.ts";

/** What is used of the BLAS, in column-major terms; every array is length-checked before native code sees it. */
export interface Blas {
  /** C (m×n) ← op(A) · op(B), inner side k. */
  gemm(call: GemmCall): void;
  /** Upper triangle of the n×n C ← AAᵀ (A is n×k), or AᵀA with `transpose` (A is k×n). */
  syrk(call: { transpose: boolean; n: number; k: number; a: Float64Array; c: Float64Array }): void;
  /** B (m×n) ← op(T)⁻¹ · B with the triangular T, or with `right` B · op(T)⁻¹. */
  trsm(call: TrsmCall): void;
  /** Σ xᵢyᵢ. */
  dot(x: Float64Array, y: Float64Array): number;
  /** y ← y + times·x. */
  axpy(times: number, x: Float64Array, y: Float64Array): void;
  /** x ← times·x. */
  scal(times: number, x: Float64Array): void;
  /** y (m) ← A·x of the m×n A. */
  gemv(call: { m: number; n: number; a: Float64Array; x: Float64Array; y: Float64Array }): void;
  /** A (m×n) ← A + times·xyᵀ. */
  ger(call: { m: number; n: number; times: number; x: Float64Array; y: Float64Array; a: Float64Array }): void;
}

/** Arguments of {@link Blas.gemm}; leading dimensions are those of the arrays as stored. */
export interface GemmCall {
  /** C ← C + op(A) · op(B) instead. */
  readonly add?: boolean;
  /** What the product is multiplied by. @defaultValue 1 */
  readonly times?: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: Float64Array;
  readonly lda: number;
  readonly b: Float64Array;
  readonly ldb: number;
  readonly c: Float64Array;
}

/** Arguments of {@link Blas.trsm}; B has leading dimension m. */
export interface TrsmCall {
  readonly right: boolean;
  readonly upper: boolean;
  readonly transpose: boolean;
  readonly m: number;
  readonly n: number;
  readonly t: Float64Array;
  readonly b: Float64Array;
}

const ONE = Float64Array.of(1);
const ZERO = Float64Array.of(0);

/** The {@link Blas} of an open library. @throws Error when a routine is missing. */
export function bindBlas(library: ForeignLibrary, naming: Naming): Blas {
  const dgemm = bindRoutine(library, naming, "dgemm", 13, 2);
  const dsyrk = bindRoutine(library, naming, "dsyrk", 10, 2);
  const dtrsm = bindRoutine(library, naming, "dtrsm", 11, 4);
  const ddot = bindRoutine(library, naming, "ddot", 5, 0, "double");
  const daxpy = bindRoutine(library, naming, "daxpy", 6, 0);
  const dscal = bindRoutine(library, naming, "dscal", 4, 0);
  const dgemv = bindRoutine(library, naming, "dgemv", 11, 1);
  const dger = bindRoutine(library, naming, "dger", 9, 0);
  const int = integerCells(6);
  const alpha = new Float64Array(1);
  return {
    gemm({ add = false, times = 1, transposeA, transposeB, m, n, k, a, lda, b, ldb, c }) {
      needLength("dgemm", "a", a, transposeA ? extent(k, m, lda) : extent(m, k, lda));
      needLength("dgemm", "b", b, transposeB ? extent(n, k, ldb) : extent(k, n, ldb));
      needLength("dgemm", "c", c, m * n);
      alpha[0] = times;
      const [ta, tb] = [letter(transposeA ? "T" : "N"), letter(transposeB ? "T" : "N")];
      dgemm(
        ta,
        tb,
        int(0, m),
        int(1, n),
        int(2, k),
        alpha,
        a,
        int(3, lda),
        b,
        int(4, ldb),
        add ? ONE : ZERO,
        c,
        int(5, m),
        1,
        1,
      );
    },
    syrk({ transpose, n, k, a, c }) {
      needLength("dsyrk", "a", a, n * k);
      needLength("dsyrk", "c", c, n * n);
      const ta = letter(transpose ? "T" : "N");
      dsyrk(
        letter("U"),
        ta,
        int(0, n),
        int(1, k),
        ONE,
        a,
        int(2, transpose ? k : n),
        ZERO,
        c,
        int(3, n),
        1,
        1,
      );
    },
    trsm({ right, upper, transpose, m, n, t, b }) {
      const size = right ? n : m;
      needLength("dtrsm", "t", t, size * size);
      needLength("dtrsm", "b", b, m * n);
      const [uplo, op] = [letter(upper ? "U" : "L"), letter(transpose ? "T" : "N")];
      const [side, rows, cols] = [letter(right ? "R" : "L"), int(0, m), int(1, n)];
      dtrsm(side, uplo, op, letter("N"), rows, cols, ONE, t, int(2, size), b, int(3, m), 1, 1, 1, 1);
    },
    dot(x, y) {
      needLength("ddot", "y", y, x.length);
      return ddot(int(0, x.length), x, int(1, 1), y, int(2, 1)) as number;
    },
    axpy(times, x, y) {
      needLength("daxpy", "y", y, x.length);
      alpha[0] = times;
      daxpy(int(0, x.length), alpha, x, int(1, 1), y, int(2, 1));
    },
    scal(times, x) {
      alpha[0] = times;
      dscal(int(0, x.length), alpha, x, int(1, 1));
    },
    gemv({ m, n, a, x, y }) {
      needLength("dgemv", "a", a, m * n);
      needLength("dgemv", "x", x, n);
      needLength("dgemv", "y", y, m);
      const [one, rows, cols] = [int(2, 1), int(0, m), int(1, n)];
      dgemv(letter("N"), rows, cols, ONE, a, int(3, m), x, one, ZERO, y, one, 1);
    },
    ger({ m, n, times, x, y, a }) {
      needLength("dger", "x", x, m);
      needLength("dger", "y", y, n);
      needLength("dger", "a", a, m * n);
      alpha[0] = times;
      const one = int(2, 1);
      dger(int(0, m), int(1, n), alpha, x, one, y, one, a, int(3, m));
    },
  };
}
