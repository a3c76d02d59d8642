import { integerCells, letter, needLength } from "./arguments.ts";
import { bindRoutine } from "./bind.ts";
import type { ForeignLibrary } from "./koffi.ts";
import type { Naming } from "./symbols.ts";

/**
 * The LAPACK drivers in column-major terms, leading dimension = rows. `a` is overwritten as LAPACK says; the
 * number returned is LAPACK's `info`. Every array is length-checked before native code sees it.
 */
export interface Lapack {
  /** Eigenvalues (ascending, into w) of the upper triangle of the n×n A; with `vectors` A becomes Q. */
  syevd(vectors: boolean, n: number, a: Float64Array, w: Float64Array): number;
  /** The last eigenvalue (into w, n numbers) and its vector z of the upper triangle of the n×n A, which is lost. */
  syevrLast(n: number, a: Float64Array, w: Float64Array, z: Float64Array): number;
  /** Singular values (descending) of the m×n A; with `vectors` U is m×k and Vᵀ k×n. Divide and conquer. */
  gesdd(call: SvdCall): number;
  /** The same by QR iteration, slower, which converges where divide and conquer does not. */
  gesvd(call: SvdCall): number;
  /** A (m×n) = Q · R in LAPACK's compact form; tau has min(m, n) numbers. */
  geqrf(m: number, n: number, a: Float64Array, tau: Float64Array): number;
  /** The m×n Q with orthonormal columns from {@link Lapack.geqrf}, m ≥ n, of n reflectors. */
  orgqr(m: number, n: number, a: Float64Array, tau: Float64Array): number;
  /** Upper U with UᵀU = A. */
  potrf(n: number, a: Float64Array): number;
}

/** Arguments of the singular value drivers. */
export interface SvdCall {
  readonly m: number;
  readonly n: number;
  readonly a: Float64Array;
  readonly s: Float64Array;
  /** Absent for singular values alone. */
  readonly vectors?: { readonly u: Float64Array; readonly vt: Float64Array };
}

/** The {@link Lapack} of an open library. @throws Error when a routine is missing. */
export function bindLapack(library: ForeignLibrary, naming: Naming): Lapack {
  const bind = (name: string, pointers: number, letters: number) =>
    bindRoutine(library, naming, name, pointers, letters);
  const dsyevd = bind("dsyevd", 11, 2);
  const dsyevr = bind("dsyevr", 21, 3);
  const dgesdd = bind("dgesdd", 14, 1);
  const dgesvd = bind("dgesvd", 14, 2);
  const dgeqrf = bind("dgeqrf", 8, 0);
  const dorgqr = bind("dorgqr", 9, 0);
  const dpotrf = bind("dpotrf", 5, 1);
  const int = integerCells(8);
  const info = new Int32Array(2);

  // LAPACK's protocol: a call with workspace length −1 leaves the best length in the first number.
  const withWorkspace = (call: (work: Float64Array, length: Int32Array) => void): number => {
    const query = new Float64Array(1);
    call(query, int(7, -1));
    const length = Math.max(1, Math.ceil(query[0]!));
    call(new Float64Array(length), int(7, length));
    return info[0]!;
  };

  // The same with a second workspace, of integers.
  const withWorkspaces = (
    call: (work: Float64Array, iwork: Int32Array, length: number, iLength: number) => void,
  ): number => {
    const [query, iquery] = [new Float64Array(1), new Int32Array(2)];
    call(query, iquery, -1, -1);
    const [length, iLength] = [Math.max(1, query[0]!), Math.max(1, iquery[0]!)];
    call(new Float64Array(length), new Int32Array(2 * iLength), length, iLength);
    return info[0]!;
  };

  const checkSvd = ({ m, n, a, s, vectors }: SvdCall, routine: string): number => {
    const k = Math.min(m, n);
    needLength(routine, "a", a, m * n);
    needLength(routine, "s", s, k);
    if (vectors) needLength(routine, "u", vectors.u, m * k);
    if (vectors) needLength(routine, "vt", vectors.vt, k * n);
    return k;
  };

  return {
    syevd(vectors, n, a, w) {
      needLength("dsyevd", "a", a, n * n);
      needLength("dsyevd", "w", w, n);
      const [job, upper, side, ld] = [letter(vectors ? "V" : "N"), letter("U"), int(0, n), int(1, n)];
      return withWorkspaces((work, iwork, lwork, liwork) => {
        dsyevd(job, upper, side, a, ld, w, work, int(2, lwork), iwork, int(3, liwork), info, 1, 1);
      });
    },
    syevrLast(n, a, w, z) {
      needLength("dsyevr", "a", a, n * n);
      needLength("dsyevr", "w", w, n);
      needLength("dsyevr", "z", z, n);
      const [job, range, upper] = [letter("V"), letter("I"), letter("U")];
      const [side, ld, least, most, found, ldz] = [
        int(0, n),
        int(1, n),
        int(2, n),
        int(3, n),
        int(4, 0),
        int(5, n),
      ];
      // Bounds of values, which are not read, and the tolerance that asks for the best.
      const [unread, tolerance, support] = [new Float64Array(1), new Float64Array(1), new Int32Array(4)];
      return withWorkspaces((work, iwork, lwork, liwork) => {
        const lengths = [int(6, lwork), int(7, liwork)] as const;
        dsyevr(
          ...[
            job,
            range,
            upper,
            side,
            a,
            ld,
            unread,
            unread,
            least,
            most,
            tolerance,
            found,
            w,
            z,
            ldz,
            support,
          ],
          ...[work, lengths[0], iwork, lengths[1], info, 1, 1, 1],
        );
      });
    },
    gesdd(call) {
      const { m, n, a, s, vectors } = call;
      const k = checkSvd(call, "dgesdd");
      const iwork = new Int32Array(16 * k);
      const [u, vt, job] = [vectors?.u ?? s, vectors?.vt ?? s, letter(vectors ? "S" : "N")];
      const [rows, cols, lda, ldu, ldvt] = [int(0, m), int(1, n), int(2, m), int(3, m), int(4, k)];
      return withWorkspace((work, lwork) => {
        dgesdd(job, rows, cols, a, lda, s, u, ldu, vt, ldvt, work, lwork, iwork, info, 1);
      });
    },
    gesvd(call) {
      const { m, n, a, s, vectors } = call;
      const k = checkSvd(call, "dgesvd");
      const [u, vt, job] = [vectors?.u ?? s, vectors?.vt ?? s, letter(vectors ? "S" : "N")];
      const [rows, cols, lda, ldu, ldvt] = [int(0, m), int(1, n), int(2, m), int(3, m), int(4, k)];
      return withWorkspace((work, lwork) => {
        dgesvd(job, job, rows, cols, a, lda, s, u, ldu, vt, ldvt, work, lwork, info, 1, 1);
      });
    },
    geqrf(m, n, a, tau) {
      needLength("dgeqrf", "a", a, m * n);
      needLength("dgeqrf", "tau", tau, Math.min(m, n));
      const [rows, cols, lda] = [int(0, m), int(1, n), int(2, m)];
      return withWorkspace((work, lwork) => dgeqrf(rows, cols, a, lda, tau, work, lwork, info));
    },
    orgqr(m, n, a, tau) {
      needLength("dorgqr", "a", a, m * n);
      needLength("dorgqr", "tau", tau, n);
      const [rows, cols, count, lda] = [int(0, m), int(1, n), int(2, n), int(3, m)];
      return withWorkspace((work, lwork) => dorgqr(rows, cols, count, a, lda, tau, work, lwork, info));
    },
    potrf(n, a) {
      needLength("dpotrf", "a", a, n * n);
      dpotrf(letter("U"), int(0, n), a, int(1, n), info, 1);
      return info[0]!;
    },
  };
}
