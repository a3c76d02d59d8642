import { matrix } from "../../core/matrix.ts";
import { leadingColumns, leadingRows, scaleColumns, sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { Differentiable } from "./pullback.ts";

/**
 * The singular values of A = U·diag(s)·Vᵀ, m×n, descending, as a column of min(m, n): ∂L/∂A = U·diag(∂L/∂s)·Vᵀ. Between
 * equal ones only what treats them alike is differentiable, and its gradient is right.
 */
export const singularValues: Differentiable = (a) => {
  const { u, s, vt } = backend().svd(a);
  return {
    values: [matrix(s.length, 1, s)],
    pullback: ([byS]) => [backend().multiply(scaleColumns(u, byS!.data), vt)],
  };
};

/** Singular values below this share of the largest are zero in float32, and their directions arbitrary. */
const NEGLIGIBLE = 2 ** -23;

/**
 * ‖A‖_* = Σsᵢ, 1×1: ∂/∂A = U·Vᵀ over the singular values that are not zero, which at lost rank is the subgradient of
 * smallest norm.
 */
export const nuclearNorm: Differentiable = (a) => {
  const { u, s, vt } = backend().svd(a);
  const floor = NEGLIGIBLE * Math.max(a.rows, a.cols) * (s[0] ?? 0);
  const rank = s.filter((value) => value > floor).length;
  return {
    values: [matrix(1, 1, Float64Array.of(sum(s)))],
    pullback: ([by]) => [
      backend().multiply(
        scaleColumns(leadingColumns(u, rank), new Float64Array(rank).fill(by!.data[0]!)),
        leadingRows(vt, rank),
      ),
    ],
  };
};
