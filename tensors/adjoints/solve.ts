import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import { scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { Differentiable } from "./pullback.ts";

/** A diagonal element of R below this share of the largest is rounding. */
const NEGLIGIBLE = 2 ** -46;

/** @throws Undefined where a triangular factor has a diagonal element that is rounding. */
export function requireRegular(r: Matrix, what: string): void {
  const diagonal = Float64Array.from({ length: Math.min(r.rows, r.cols) }, (_, i) =>
    Math.abs(r.data[i * r.cols + i]!),
  );
  const largest = diagonal.reduce((a, b) => Math.max(a, b), 0);
  if (diagonal.every((value) => value > NEGLIGIBLE * largest)) return;
  throw new Undefined(`${what} is singular`);
}

/**
 * X with A·X = B, for A n×n and B n×k: ∂L/∂B = A⁻ᵀ·∂L/∂X and ∂L/∂A = −∂L/∂B·Xᵀ.
 *
 * @throws Undefined where A is singular.
 */
export const solve: Differentiable = (a, b) => {
  const { q, r } = backend().qr(a);
  requireRegular(r, "the matrix of a linear system");
  const right = backend().multiply(q, b, { transposeA: true });
  const x = backend().solveTriangular(r, right, { lower: false });
  return {
    values: [x],
    pullback: ([byX]) => {
      const inner = backend().solveTriangular(r, byX!, { lower: false, transpose: true });
      const byB = backend().multiply(q, inner);
      const minus = scaleRows(new Float64Array(byB.rows).fill(-1), byB);
      return [backend().multiply(minus, x, { transposeB: true }), byB];
    },
  };
};
