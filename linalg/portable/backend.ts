import { copy, matrix } from "../../core/matrix.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Backend } from "../backend.ts";
import { checkEqual, checkFiniteLower, checkMatrix, checkSquare, checkSum } from "../check.ts";
import { checkDiagonal, notPositiveDefinite } from "../failures.ts";
import { portableDecompositions } from "./decompositions.ts";
import { startKernel } from "./kernel.ts";
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
    multiply(a, b, { transposeA = false, transposeB = false, addTo } = {}) {
      checkMatrix("multiply", "a", a);
      checkMatrix("multiply", "b", b);
      checkEqual("multiply", "the inner sides", transposeA ? a.rows : a.cols, transposeB ? b.cols : b.rows);
      const result = product(a, transposeA, b, transposeB);
      if (addTo === undefined) return result;
      checkSum(addTo, result.rows, result.cols);
      for (let k = 0; k < result.data.length; k++) addTo.data[k]! += result.data[k]!;
      return addTo;
    },
    gram(a, transpose = true) {
      checkMatrix("gram", "a", a);
      return gramProduct(a, transpose);
    },
    solveTriangular(t, b, { lower, transpose = false }) {
      checkSquare("solveTriangular", "t", t);
      checkMatrix("solveTriangular", "b", b);
      checkEqual("solveTriangular", "the sides of t and the rows of b", t.rows, b.rows);
      checkDiagonal(t);
      return solve(t, b, lower, transpose);
    },
    cholesky(a) {
      checkSquare("cholesky", "a", a);
      checkFiniteLower("cholesky", "a", a);
      return factor(a);
    },
  };
}

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
