import { copy, matrix, unfilled } from "../../core/matrix.ts";
import type { Arithmetic, Backend } from "../backend.ts";
import { checkEqual, checkFiniteLower, checkMatrix, checkOuter, checkSquare, checkTarget } from "../check.ts";
import { checkTriangular, notPositiveDefinite } from "../failures.ts";
import { clearUpper, mirrorLower } from "../reorder.ts";
import type { Blas } from "./blas.ts";
import { nativeDecompositions } from "./decompositions.ts";
import type { Lapack } from "./lapack.ts";

let kept = new Float64Array(0);

/** As many ones. */
function ones(count: number): Float64Array {
  if (kept.length < count) kept = new Float64Array(count).fill(1);
  return kept.subarray(0, count);
}

/**
 * The {@link Backend} over a library's BLAS and LAPACK.
 *
 * LAPACK is column-major and a row-major m×n array is the column-major n×m transpose, so each operation is stated
 * for the transpose and nothing is reordered: (AB)ᵀ = BᵀAᵀ, and Aᵀ = UΣVᵀ gives A = VΣUᵀ.
 */
export function nativeBackend(blas: Blas, lapack: Lapack, description: string, single?: Arithmetic): Backend {
  const addOuter: Backend["addOuter"] = (a, by, u, v) => {
    checkOuter(a, u, v);
    if (a.data.length > 0) blas.ger({ m: a.cols, n: a.rows, times: by, x: v, y: u, a: a.data });
  };
  return {
    name: "native",
    description,
    ...(single === undefined ? {} : { single }),
    ...nativeDecompositions(lapack, blas),
    multiply(a, b, { transposeA = false, transposeB = false, addTo, into, times = 1 } = {}) {
      checkMatrix("multiply", "a", a);
      checkMatrix("multiply", "b", b);
      const [m, k] = transposeA ? [a.cols, a.rows] : [a.rows, a.cols];
      const [kb, n] = transposeB ? [b.cols, b.rows] : [b.rows, b.cols];
      checkEqual("multiply", "the inner sides", k, kb);
      if (addTo !== undefined) checkTarget("multiply", "addTo", addTo, [m, n], [a, b]);
      if (into !== undefined) checkTarget("multiply", "into", into, [m, n], [a, b]);
      if (k === 0) into?.data.fill(0);
      if (m * n * k === 0) return addTo ?? into ?? matrix(m, n);
      const result = addTo ?? into ?? unfilled(m, n);
      blas.gemm({
        add: addTo !== undefined,
        times,
        transposeA: transposeB,
        transposeB: transposeA,
        m: n,
        n: m,
        k,
        a: b.data,
        lda: b.cols,
        b: a.data,
        ldb: a.cols,
        c: result.data,
      });
      return result;
    },
    gram(a, transpose = true, into) {
      checkMatrix("gram", "a", a);
      const [n, k] = transpose ? [a.cols, a.rows] : [a.rows, a.cols];
      if (into !== undefined) checkTarget("gram", "into", into, [n, n], [a]);
      const result = into ?? (k === 0 ? matrix(n, n) : unfilled(n, n));
      if (k === 0) result.data.fill(0);
      if (n * k === 0) return result;
      blas.syrk({ transpose: !transpose, n, k, a: a.data, c: result.data });
      mirrorLower(result.data, n);
      return result;
    },
    solveTriangular(t, b, options) {
      checkTriangular(t, b, options);
      const { lower, transpose = false, right = false, overwrite = false } = options;
      const result = overwrite ? b : copy(b);
      if (b.data.length === 0) return result;
      const [m, n] = [b.cols, b.rows];
      blas.trsm({ right: !right, upper: lower, transpose, m, n, t: t.data, b: result.data });
      return result;
    },
    inner(a, b) {
      checkEqual("inner", "the lengths", a.length, b.length);
      return a.length === 0 ? 0 : blas.dot(a, b);
    },
    addMultiple(a, by, b) {
      checkEqual("addMultiple", "the lengths", a.length, b.length);
      if (a.length > 0) blas.axpy(by, b, a);
    },
    scale(a, by) {
      if (a.length > 0) blas.scal(by, a);
    },
    columnSums(a) {
      checkMatrix("columnSums", "a", a);
      const sums = new Float64Array(a.cols);
      if (a.data.length > 0) blas.gemv({ m: a.cols, n: a.rows, a: a.data, x: ones(a.rows), y: sums });
      return sums;
    },
    addOuter,
    addToEachRow: (a, by, v) => addOuter(a, by, ones(a.rows), v),
    cholesky(a) {
      checkSquare("cholesky", "a", a);
      checkFiniteLower("cholesky", "a", a);
      const result = copy(a);
      if (a.rows === 0) return result;
      const info = lapack.potrf(a.rows, result.data);
      if (info > 0) throw notPositiveDefinite(info - 1);
      clearUpper(result.data, a.rows, a.rows);
      return result;
    },
  };
}
