import { copy, matrix } from "../../core/matrix.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Backend } from "../backend.ts";
import { checkEqual, checkFiniteLower, checkMatrix, checkSquare } from "../check.ts";
import { checkDiagonal, notPositiveDefinite } from "../failures.ts";
import { portableDecompositions } from "./decompositions.ts";
import { startKernel } from "./kernel.ts";
import { gramProduct, product } from "./product.ts";

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
    ...portableDecompositions(),
    multiply(a, b, { transposeA = false, transposeB = false } = {}) {
      checkMatrix("multiply", "a", a);
      checkMatrix("multiply", "b", b);
      checkEqual("multiply", "the inner sides", transposeA ? a.rows : a.cols, transposeB ? b.cols : b.rows);
      return product(a, transposeA, b, transposeB);
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
      return factorCholesky(a);
    },
  };
}

/** Row-oriented substitution: row i of X is row i of B less the rows already solved, over the diagonal. */
function solve(t: Matrix, b: Matrix, lower: boolean, transpose: boolean): Matrix {
  const x = copy(b);
  const n = t.rows;
  const width = b.cols;
  const forward = lower !== transpose;
  for (let step = 0; step < n; step++) {
    const i = forward ? step : n - 1 - step;
    for (let p = forward ? 0 : i + 1; p < (forward ? i : n); p++) {
      const factor = transpose ? t.data[p * n + i]! : t.data[i * n + p]!;
      if (factor === 0) continue;
      for (let j = 0; j < width; j++) x.data[i * width + j]! -= factor * x.data[p * width + j]!;
    }
    const pivot = t.data[i * n + i]!;
    for (let j = 0; j < width; j++) x.data[i * width + j]! /= pivot;
  }
  return x;
}

/** Cholesky and Banachiewicz, row by row. */
function factorCholesky(a: Matrix): Matrix {
  const n = a.rows;
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l.data[i * n + k]! * l.data[j * n + k]!;
      if (i === j) {
        if (!(sum > 0)) throw notPositiveDefinite(i);
        l.data[i * n + i] = Math.sqrt(sum);
      } else {
        l.data[i * n + j] = sum / l.data[j * n + j]!;
      }
    }
  }
  return l;
}
