import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Backend, ThinSvd } from "../backend.ts";
import { checkFinite, checkFiniteLower, checkMatrix, checkSquare } from "../check.ts";
import { notConverged } from "../failures.ts";
import { scratch } from "../scratch.ts";
import { rowsToColumnsReversed, transposed } from "../reorder.ts";
import type { Blas } from "./blas.ts";
import type { Lapack, SvdCall } from "./lapack.ts";

// LAPACK decomposes tall matrices up to twice as fast as wide ones (its QR is better blocked than its LQ), and a
// row-major tall matrix is a column-major wide one: from this ratio on, which is LAPACK's own for reducing to a
// triangle first, transposing pays.
const TALL = 11 / 6;

/** Eigenvalues, singular values and QR by LAPACK. */
export function nativeDecompositions(
  lapack: Lapack,
  { syrk }: Pick<Blas, "syrk">,
): Pick<
  Backend,
  | "eigenSymmetric"
  | "eigenvaluesSymmetric"
  | "eigenvaluesOfGram"
  | "leadingEigenvector"
  | "svd"
  | "singularValues"
  | "qr"
  | "qrR"
> {
  /** Descending eigenvalues; with `vectors` the eigenvectors, ascending, one a row. */
  const eigen = (
    where: string,
    a: Matrix,
    vectors: boolean,
    overwrite = false,
  ): { rows: Float64Array; values: Float64Array } => {
    checkSquare(where, "a", a);
    checkFiniteLower(where, "a", a);
    const rows = overwrite ? a.data : a.data.slice();
    const values = new Float64Array(a.rows);
    if (a.rows === 0) return { rows, values };
    const info = lapack.syevd(vectors, a.rows, rows, values);
    if (info !== 0) throw notConverged(where, `dsyevd info ${info}`);
    return { rows, values: values.reverse() };
  };

  /** Divide and conquer, and QR iteration where that does not converge, on the column-major m×n matrix of `copyOf`. */
  const drive = (
    where: string,
    m: number,
    n: number,
    copyOf: () => Float64Array,
    vectors: boolean,
  ): ThinSvd => {
    const k = Math.min(m, n);
    const s = new Float64Array(k);
    const [u, vt] = vectors ? [matrix(k, m), matrix(n, k)] : [matrix(0, 0), matrix(0, 0)];
    if (k === 0) return { u, s, vt };
    const call = (): SvdCall => ({
      m,
      n,
      a: copyOf(),
      s,
      ...(vectors ? { vectors: { u: u.data, vt: vt.data } } : {}),
    });
    if (lapack.gesdd(call()) === 0) return { u, s, vt };
    const info = lapack.gesvd(call());
    if (info !== 0) throw notConverged(where, `dgesdd, then dgesvd info ${info}`);
    return { u, s, vt };
  };

  /** The singular values of `a`, with `vectors` also the vectors. */
  const decompose = (where: string, a: Matrix, vectors: boolean): ThinSvd => {
    checkMatrix(where, "a", a);
    checkFinite(where, "a", a);
    const { rows: m, cols: n, data } = a;
    if (m >= TALL * n) {
      // Column-major U and Vᵀ read row-major are Uᵀ and V.
      const { u, s, vt } = drive(where, m, n, () => transposed(data, m, n), vectors);
      const back = (b: Matrix): Matrix => matrix(b.cols, b.rows, transposed(b.data, b.rows, b.cols));
      return { u: back(u), s, vt: back(vt) };
    }
    // The same numbers are the column-major Aᵀ = U'ΣV'ᵀ, and column-major U' is our row-major Vᵀ, V'ᵀ our U.
    const { u, s, vt } = drive(where, n, m, () => data.slice(), vectors);
    return { u: vt, s, vt: u };
  };

  /** R in full, and the column-major reflectors with their factors. */
  const factor = (where: string, a: Matrix): { r: Matrix; reflectors: Float64Array; tau: Float64Array } => {
    checkMatrix(where, "a", a);
    checkFinite(where, "a", a);
    const { rows: m, cols: n } = a;
    const k = Math.min(m, n);
    const tau = new Float64Array(k);
    const reflectors = transposed(a.data, m, n);
    if (k > 0) lapack.geqrf(m, n, reflectors, tau);
    const r = matrix(k, n);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i <= Math.min(j, k - 1); i++) r.data[i * n + j] = reflectors[j * m + i]!;
    }
    return { r, reflectors, tau };
  };

  return {
    eigenSymmetric(a) {
      const { rows, values } = eigen("eigenSymmetric", a, true);
      return { values, vectors: rowsToColumnsReversed(rows, a.rows) };
    },
    eigenvaluesSymmetric: (a) => eigen("eigenvaluesSymmetric", a, false).values,
    eigenvaluesOfGram(a, transpose = true) {
      checkMatrix("eigenvaluesOfGram", "a", a);
      const [n, k] = transpose ? [a.cols, a.rows] : [a.rows, a.cols];
      if (n * k === 0) return new Float64Array(n);
      const c = scratch("gram", n * n).subarray(0, n * n);
      syrk({ transpose: !transpose, n, k, a: a.data, c });
      return eigen("eigenvaluesOfGram", matrix(n, n, c), false, true).values;
    },
    leadingEigenvector(a) {
      checkSquare("leadingEigenvector", "a", a);
      checkFiniteLower("leadingEigenvector", "a", a);
      const [n, vector] = [a.rows, new Float64Array(a.rows)];
      if (n === 0) return vector;
      const info = lapack.syevrLast(n, a.data.slice(), new Float64Array(n), vector);
      if (info !== 0) throw notConverged("leadingEigenvector", `dsyevr info ${info}`);
      return vector;
    },
    svd: (a) => decompose("svd", a, true),
    singularValues: (a) => decompose("singularValues", a, false).s,
    qr(a) {
      const { r, reflectors, tau } = factor("qr", a);
      const [m, k] = [a.rows, tau.length];
      const columns = reflectors.subarray(0, m * k);
      if (k > 0) lapack.orgqr(m, k, columns, tau);
      return { q: matrix(m, k, transposed(columns, k, m)), r };
    },
    qrR: (a) => factor("qrR", a).r,
  };
}
