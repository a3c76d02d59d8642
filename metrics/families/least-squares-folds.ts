import { EtalonError } from "../../core/errors.ts";
import { matrix, unfilled, type Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { covarianceFactor } from "../../representation/covariance-factor.ts";
import { columnBasis, compact, crossCovariance } from "../../representation/spectral.ts";
import { deal, dealt, testRows, type Dealt } from "./dealt.ts";
import { FOLDS, type FoldOrder } from "./folds.ts";

/** The rows of one fold in a basis Q of the columns of Y and the constant, and what their residuals are divided by. */
interface LeverageFold {
  readonly rows: Matrix;
  /** L with LLᵀ = I − QₜQₜᵀ of the m test rows, or `inner` I − QₜᵀQₜ, which has fewer columns. */
  readonly factor: Matrix;
  readonly inner: boolean;
}

/** Least squares on Y without each fold, from the fit to all rows. */
export interface LeastSquaresFolds {
  /** Q, dealt to folds; its last column is constant. */
  readonly basis: Dealt;
  readonly folds: readonly LeverageFold[];
}

/**
 * Most by which tr((I − QₜQₜᵀ)⁻¹) may exceed the number of test rows. The inverse of an eigenvalue multiplies rounding, and
 * where the training rows have lost a direction of Y it is infinite.
 */
const MOST = 1e3;

/** A matrix and a constant column. */
function withColumn({ rows, cols, data }: Matrix, value: number): Matrix {
  const result = unfilled(rows, cols + 1);
  for (let i = 0; i < rows; i++) {
    result.data.set(data.subarray(i * cols, (i + 1) * cols), i * (cols + 1));
    result.data[i * (cols + 1) + cols] = value;
  }
  return result;
}

function identity(size: number): Matrix {
  const result = matrix(size, size);
  for (let i = 0; i < size; i++) result.data[i * (size + 1)] = 1;
  return result;
}

/** Undefined where the training rows have lost, or nearly lost, a direction. */
function leverageFold(rows: Matrix): LeverageFold | undefined {
  const inner = rows.cols < rows.rows;
  const rest = backend().gram(rows, inner);
  const size = rest.rows;
  backend().scale(rest.data, -1);
  for (let i = 0; i < size; i++) rest.data[i * (size + 1)]! += 1;
  try {
    const factor = backend().cholesky(rest);
    const inverse = backend().solveTriangular(factor, identity(size), { lower: true, overwrite: true });
    return backend().inner(inverse.data, inverse.data) - size <= MOST ? { rows, factor, inner } : undefined;
  } catch (error) {
    if (error instanceof EtalonError && error.code === "linalg/not-positive-definite") return undefined;
    throw error;
  }
}

/**
 * The folds of least squares on Y by leverages: undefined where a fold's training rows do not certainly span all that
 * the rows of Y do, where least squares has more than one solution.
 */
export const leastSquaresFolds = derivedWith(
  "leastSquaresFolds",
  (y: Representation, order: FoldOrder): LeastSquaresFolds | undefined => {
    if (y.p + 1 > y.n - Math.ceil(y.n / FOLDS)) return undefined;
    const basis = deal(columnBasis(y), order, 1 / Math.sqrt(y.n));
    const folds: LeverageFold[] = [];
    for (let k = 0; k < FOLDS; k++) {
      const fold = leverageFold(testRows(basis, k));
      if (fold === undefined) return undefined;
      folds.push(fold);
    }
    return { basis, folds };
  },
);

/**
 * What is left of test rows that are predicted from the other rows, in place of what the fit to all rows leaves of them:
 * (I − QₜQₜᵀ)⁻¹eₜ, as for a single row left out (Stone 1974).
 *
 * @param residuals (I − QQᵀ)X, dealt to folds: overwritten.
 */
function leaveOut({ basis, folds }: LeastSquaresFolds, residuals: Matrix): Dealt {
  const all: Dealt = { ...basis, rows: residuals };
  folds.forEach(({ rows, factor, inner }, k) => {
    const own = testRows(all, k);
    const solve = (right: Matrix): Matrix => {
      const half = backend().solveTriangular(factor, right, { lower: true, overwrite: true });
      return backend().solveTriangular(factor, half, { lower: true, transpose: true, overwrite: true });
    };
    // (I − QₜQₜᵀ)⁻¹ = I + Qₜ(I − QₜᵀQₜ)⁻¹Qₜᵀ
    if (inner)
      backend().multiply(rows, solve(backend().multiply(rows, own, { transposeA: true })), { addTo: own });
    else solve(own);
  });
  return all;
}

/** XᵀQ. */
function inBasis(x: Representation, y: Representation): Matrix {
  const l = covarianceFactor(y);
  if (l === undefined || x.p > x.n) {
    return backend().multiply(compact(x), columnBasis(y), { transposeA: true });
  }
  return backend().solveTriangular(l, crossCovariance(x, y), { lower: true, transpose: true, right: true });
}

/** X, for p > n its n×n factor, less what least squares on Y predicts of it: each fold from the others, dealt to folds. */
export function heldOutResiduals(
  x: Representation,
  y: Representation,
  folds: LeastSquaresFolds,
  order: FoldOrder,
): Dealt {
  const inside = inBasis(x, y);
  // X is centred: nothing of it is along the constant.
  const padded = withColumn(inside, 0);
  const { rows } = dealt(x, order);
  const residuals = unfilled(rows.rows, rows.cols);
  residuals.data.set(rows.data);
  backend().multiply(folds.basis.rows, padded, { transposeB: true, times: -1, addTo: residuals });
  return leaveOut(folds, residuals);
}

/** The n×n map from a target to its {@link heldOutResiduals}. */
export function heldOutMap(y: Representation, folds: LeastSquaresFolds, order: FoldOrder): Matrix {
  const { rows } = deal(identity(y.n), order);
  const basis = withColumn(columnBasis(y), 1 / Math.sqrt(y.n));
  backend().multiply(folds.basis.rows, basis, { transposeB: true, times: -1, addTo: rows });
  return leaveOut(folds, rows).rows;
}
