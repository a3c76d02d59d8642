import { copy, matrix } from "../../core/matrix.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Backend } from "../backend.ts";
import { checkEqual, checkFiniteLower, checkMatrix, checkOuter, checkSquare, checkTarget } from "../check.ts";
import { columnSums, inner } from "../elementwise.ts";
import { checkTriangular, notPositiveDefinite } from "../failures.ts";
import { portableDecompositions } from "./decompositions.ts";
import { startKernel } from "./kernel.ts";
import { transposed } from "../reorder.ts";
import { gramProduct, product } from "./product.ts";
import { onKernel, pull, push } from "./session.ts";

/**
 * The {@link Backend} that needs nothing from the machine: WebAssembly with 128-bit SIMD and JavaScript.
 *
 * @throws EtalonError `linalg/not-built` when the kernel has not been built.
 */
export function portableBackend(): Backend {
  startKernel();
  return {
    name: "portable",
    description: "portable WebAssembly SIMD kernel, 1 thread",
    ...portableDecompositions,
    multiply(a, b, { transposeA = false, transposeB = false, addTo, into, times = 1 } = {}) {
      checkMatrix("multiply", "a", a);
      checkMatrix("multiply", "b", b);
      checkEqual("multiply", "the inner sides", transposeA ? a.rows : a.cols, transposeB ? b.cols : b.rows);
      const sides = [transposeA ? a.cols : a.rows, transposeB ? b.rows : b.cols] as const;
      if (addTo !== undefined) checkTarget("multiply", "addTo", addTo, sides, [a, b]);
      if (into !== undefined) checkTarget("multiply", "into", into, sides, [a, b]);
      const result = product(a, transposeA, b, transposeB);
      const { data } = result;
      if (times !== 1) for (let k = 0; k < data.length; k++) data[k]! *= times;
      if (addTo !== undefined) for (let k = 0; k < data.length; k++) addTo.data[k]! += data[k]!;
      into?.data.set(data);
      return addTo ?? into ?? result;
    },
    gram(a, transpose = true, into) {
      checkMatrix("gram", "a", a);
      const n = transpose ? a.cols : a.rows;
      if (into !== undefined) checkTarget("gram", "into", into, [n, n], [a]);
      const result = gramProduct(a, transpose);
      into?.data.set(result.data);
      return into ?? result;
    },
    eigenvaluesOfGram(a, transpose = true) {
      checkMatrix("eigenvaluesOfGram", "a", a);
      return portableDecompositions.eigenvaluesSymmetric(gramProduct(a, transpose));
    },
    solveTriangular(t, b, options) {
      checkTriangular(t, b, options);
      const { lower, transpose = false, right = false, overwrite = false } = options;
      // X·op(T) = B is op(T)ᵀ·Xᵀ = Bᵀ.
      const result = right ? flip(solve(t, flip(b), lower, !transpose)) : solve(t, b, lower, transpose);
      if (overwrite) b.data.set(result.data);
      return overwrite ? b : result;
    },
    inner(a, b) {
      checkEqual("inner", "the lengths", a.length, b.length);
      return inner(a, b);
    },
    addMultiple(a, by, b) {
      checkEqual("addMultiple", "the lengths", a.length, b.length);
      for (let k = 0; k < a.length; k++) a[k]! += by * b[k]!;
    },
    scale(a, by) {
      for (let k = 0; k < a.length; k++) a[k]! *= by;
    },
    columnSums(a) {
      checkMatrix("columnSums", "a", a);
      return columnSums(a);
    },
    addOuter(a, by, u, v) {
      checkOuter(a, u, v);
      for (let i = 0, k = 0; i < a.rows; i++) {
        const own = by * u[i]!;
        for (let j = 0; j < a.cols; j++, k++) a.data[k]! += own * v[j]!;
      }
    },
    addToEachRow(a, by, v) {
      checkOuter(a, { length: a.rows }, v);
      for (let i = 0, k = 0; i < a.rows; i++) {
        for (let j = 0; j < a.cols; j++, k++) a.data[k]! += by * v[j]!;
      }
    },
    cholesky(a) {
      checkSquare("cholesky", "a", a);
      checkFiniteLower("cholesky", "a", a);
      return factor(a);
    },
  };
}

const flip = ({ rows, cols, data }: Matrix): Matrix => matrix(cols, rows, transposed(data, rows, cols));

function solve(t: Matrix, b: Matrix, lower: boolean, transpose: boolean): Matrix {
  if (b.data.length === 0) return copy(b);
  return onKernel("solveTriangular", (session) => {
    const [address, right] = [push(session, t.data), push(session, b.data)];
    const [n, width] = [t.rows, b.cols];
    session.kernel.solveTriangular(
      n,
      width,
      address * 8,
      n,
      lower ? 1 : 0,
      transpose ? 1 : 0,
      right * 8,
      width,
    );
    return matrix(n, width, pull(session, right, n * width));
  });
}

function factor(a: Matrix): Matrix {
  const n = a.rows;
  if (n === 0) return matrix(0, 0);
  return onKernel("cholesky", (session) => {
    const address = push(session, a.data);
    const info = session.kernel.cholesky(n, address * 8);
    if (info !== 0) throw notPositiveDefinite(info - 1);
    return matrix(n, n, pull(session, address, n * n));
  });
}
