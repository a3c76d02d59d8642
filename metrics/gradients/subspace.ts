import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, leadingColumns, leadingRows, scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { numericalRank } from "../../representation/spectral.ts";

/** The thin singular value decomposition Ŷ = U·diag(s)·Vᵀ cut to the rank. */
export interface Factors {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly vt: Matrix;
}

/** {@link Factors} of any matrix; the rank is that of numpy. */
export function factorsOf(a: Matrix): Factors {
  const { u, s, vt } = backend().svd(a);
  const rank = numericalRank(s, a.rows, a.cols);
  return { u: leadingColumns(u, rank), s: s.slice(0, rank), vt: leadingRows(vt, rank) };
}

/**
 * {@link Factors} of the centred matrix of Y.
 *
 * @throws Undefined where Y lost rank: the column space, and all that depends on it, then jumps with Y.
 */
export function smoothFactors(y: Representation): Factors {
  const factors = factorsOf(centered(y));
  if (factors.s.length < Math.min(y.p, y.n - 1)) {
    throw new Undefined("no gradient: Y has lost rank, and its column space changes by a jump there");
  }
  return factors;
}

/** A − U·Uᵀ·A: what lies outside the column space of U. */
export function outside(u: Matrix, a: Matrix): Matrix {
  return combine(1, a, -1, backend().multiply(u, backend().multiply(u, a, { transposeA: true })));
}

/**
 * ∂f/∂Ŷ of a function of the column space of Ŷ alone, from W = ∂f/∂U, n×r: (I − UUᵀ)·W·diag(1/s)·Vᵀ. A turn of the
 * basis inside the space changes nothing, so only the part of W outside it counts.
 */
export function throughSubspace({ u, s, vt }: Factors, w: Matrix): Matrix {
  return backend().multiply(
    scaleColumns(
      outside(u, w),
      s.map((value) => 1 / value),
    ),
    vt,
  );
}
