import type { Matrix } from "../../core/matrix.ts";
import { combine } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

/** A linear map of Y onto the matrices that are allowed; applying it twice changes nothing. */
export type Projection = (y: Matrix) => Matrix;

/** (I − QQᵀ)·Y: the columns of Y without the span of the orthonormal columns of Q, n×k. */
export const withoutSpan =
  (q: Matrix): Projection =>
  (y) =>
    combine(1, y, -1, backend().multiply(q, backend().multiply(q, y, { transposeA: true })));
