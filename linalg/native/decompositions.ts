import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Backend } from "../backend.ts";
import { checkFinite, checkFiniteLower, checkMatrix, checkSquare } from "../check.ts";
import { notConverged } from "../failures.ts";
import { clearLower, rowsToColumnsReversed } from "../reorder.ts";
import type { Lapack, SvdCall } from "./lapack.ts";

/** Eigenvalues, singular values and QR by LAPACK, stated for the transpose as {@link nativeBackend} says. */
export function nativeDecompositions(
  lapack: Lapack,
): Pick<Backend, "eigenSymmetric" | "eigenvaluesSymmetric" | "svd" | "singularValues" | "qr" | "qrR"> {
  /** Descending eigenvalues; with `vectors` `a` becomes the eigenvectors, ascending, one a row. */
  const eigen = (
    where: string,
    a: Matrix,
    vectors: boolean,
  ): { rows: Float64Array; values: Float64Array } => {
    checkSquare(where, "a", a);
    checkFiniteLower(where, "a", a);
    const rows = a.data.slice();
    const values = new Float64Array(a.rows);
    if (a.rows === 0) return { rows, values };
    const info = lapack.syevd(vectors, a.rows, rows, values);
    if (info !== 0) throw notConverged(where, `dsyevd info ${info}`);
    return { rows, values: values.reverse() };
  };

  /** Singular values of `a` into `s`, and its vectors. Divide and conquer first, then QR iteration. */
  const decompose = (where: string, a: Matrix, s: Float64Array, vectors?: SvdCall["vectors"]): void => {
    const call = (): SvdCall => ({
      m: a.cols,
      n: a.rows,
      a: a.data.slice(),
      s,
      ...(vectors ? { vectors } : {}),
    });
    if (s.length === 0 || lapack.gesdd(call()) === 0) return;
    const info = lapack.gesvd(call());
    if (info !== 0) throw notConverged(where, `dgesdd, then dgesvd info ${info}`);
  };

  /** L (row-major: R) and the reflectors of the transpose, in place of a copy of `a`. */
  const factor = (where: string, a: Matrix): { data: Float64Array; tau: Float64Array } => {
    checkMatrix(where, "a", a);
    checkFinite(where, "a", a);
    const data = a.data.slice();
    const tau = new Float64Array(Math.min(a.rows, a.cols));
    if (tau.length > 0) lapack.gelqf(a.cols, a.rows, data, tau);
    return { data, tau };
  };

  const triangle = (data: Float64Array, k: number, cols: number): Matrix => {
    const r = matrix(k, cols, data.slice(0, k * cols));
    clearLower(r.data, k, cols);
    return r;
  };

  return {
    eigenSymmetric(a) {
      const { rows, values } = eigen("eigenSymmetric", a, true);
      return { values, vectors: rowsToColumnsReversed(rows, a.rows) };
    },
    eigenvaluesSymmetric: (a) => eigen("eigenvaluesSymmetric", a, false).values,
    svd(a) {
      checkMatrix("svd", "a", a);
      checkFinite("svd", "a", a);
      const k = Math.min(a.rows, a.cols);
      const result = { u: matrix(a.rows, k), s: new Float64Array(k), vt: matrix(k, a.cols) };
      // Aᵀ = U'ΣV'ᵀ: column-major U' (cols×k) is our row-major Vᵀ, V'ᵀ (k×rows) our U.
      decompose("svd", a, result.s, { u: result.vt.data, vt: result.u.data });
      return result;
    },
    singularValues(a) {
      checkMatrix("singularValues", "a", a);
      checkFinite("singularValues", "a", a);
      const s = new Float64Array(Math.min(a.rows, a.cols));
      decompose("singularValues", a, s);
      return s;
    },
    qr(a) {
      const { data, tau } = factor("qr", a);
      const k = tau.length;
      const r = triangle(data, k, a.cols);
      const q = matrix(a.rows, k, leading(data, a.rows, a.cols, k));
      if (k > 0) lapack.orglq(k, a.rows, k, q.data, tau);
      return { q, r };
    },
    qrR: (a) => triangle(factor("qrR", a).data, Math.min(a.rows, a.cols), a.cols),
  };
}

/** The first k numbers of every row. */
function leading(data: Float64Array, rows: number, cols: number, k: number): Float64Array {
  if (k === cols) return data;
  const result = new Float64Array(rows * k);
  for (let i = 0; i < rows; i++) result.set(data.subarray(i * cols, i * cols + k), i * k);
  return result;
}
