import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { TriangularOptions } from "./backend.ts";
import { checkEqual, checkMatrix, checkSeparate, checkSquare } from "./check.ts";

/** The error of a Cholesky factorisation whose pivot in row `row` (from 0) is not positive. */
export function notPositiveDefinite(row: number): EtalonError {
  return new EtalonError("linalg/not-positive-definite", "cholesky: the matrix is not positive definite", {
    got: `a pivot that is not positive in row ${row}`,
    remedy: "add a ridge to the diagonal, or use eigenSymmetric",
  });
}

/** The error of an iteration that did not converge. */
export function notConverged(where: string, detail: string): EtalonError {
  return new EtalonError("linalg/no-convergence", `${where}: the iteration did not converge`, {
    got: detail,
  });
}

/**
 * Holds that an equation with a triangular matrix can be solved.
 *
 * @throws EtalonError `linalg/shape` when the sides do not agree, `linalg/aliased` when B is to be overwritten and is T,
 * `linalg/singular` when a diagonal element is zero.
 */
export function checkTriangular(
  t: Matrix,
  b: Matrix,
  { right = false, overwrite = false }: TriangularOptions,
): void {
  checkSquare("solveTriangular", "t", t);
  checkMatrix("solveTriangular", "b", b);
  const [side, length] = right ? ["columns", b.cols] : ["rows", b.rows];
  checkEqual("solveTriangular", `the sides of t and the ${side} of b`, t.rows, length);
  if (overwrite) checkSeparate("solveTriangular", "b", b, [t]);
  checkDiagonal(t);
}

/**
 * Holds that a triangular matrix is not singular.
 *
 * @throws EtalonError `linalg/singular` when a diagonal element is zero.
 */
export function checkDiagonal(t: Matrix): void {
  for (let i = 0; i < t.rows; i++) {
    if (t.data[i * t.cols + i] === 0) {
      throw new EtalonError("linalg/singular", "solveTriangular: the matrix is singular", {
        got: `0 on the diagonal in row ${i}`,
        remedy: "use a least-squares solution by svd",
      });
    }
  }
}
