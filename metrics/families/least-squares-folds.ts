import { EtalonError } from "../../core/errors.ts";
import { matrix, unfilled, type Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { leadingRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { covarianceFactor } from "../../representation/covariance-factor.ts";
import { derivedWith } from "../../representation/derived.ts";
import { columnBasis, crossCovariance } from "../../representation/spectral.ts";
import { deal, dealCentered, dealt, testRows, type Dealt } from "./dealt.ts";
import { FOLDS, type FoldOrder } from "./folds.ts";

/** The rows of one fold in a basis Q of the columns of Y, and what their residuals are divided by. */
interface LeverageFold {
  readonly rows: Matrix;
  /**
   * L with LLᵀ = I − Hₜₜ, Hₜₜ = QₜQₜᵀ + 11ᵀ/n, of the m test rows; or `inner` with I − Q̃ₜᵀQ̃ₜ for Q̃ = [Q 1/√n], which has
   * fewer columns.
   */
  readonly factor: Matrix;
  readonly inner: boolean;
}

/** Least squares on Y, with a constant, without each fold, from the fit to all rows. */
export interface LeastSquaresFolds {
  /** Q, dealt to folds. */
  readonly basis: Dealt;
  readonly folds: readonly LeverageFold[];
}

/**
 * Most by which tr((I − Hₜₜ)⁻¹) may exceed the number of test rows. The inverse of an eigenvalue multiplies rounding, and
 * where the training rows have lost a direction of Y it is infinite.
 */
const MOST = 1e3;

function identity(size: number): Matrix {
  const result = matrix(size, size);
  for (let i = 0; i < size; i++) result.data[i * (size + 1)] = 1;
  return result;
}

const ones = (count: number): Float64Array => new Float64Array(count).fill(1);

/** Hₜₜ, or Q̃ₜᵀQ̃ₜ. */
function leverages(rows: Matrix, n: number, inner: boolean): Matrix {
  const product = backend().gram(rows, inner);
  if (!inner) {
    backend().addOuter(product, 1 / n, ones(rows.rows), ones(rows.rows));
    return product;
  }
  const [r, sums] = [rows.cols, backend().columnSums(rows)];
  const result = matrix(r + 1, r + 1);
  for (let i = 0; i < r; i++) {
    result.data.set(product.data.subarray(i * r, (i + 1) * r), i * (r + 1));
    result.data[i * (r + 1) + r] = result.data[r * (r + 1) + i] = sums[i]! / Math.sqrt(n);
  }
  result.data[(r + 1) ** 2 - 1] = rows.rows / n;
  return result;
}

/** Undefined where the training rows have lost, or nearly lost, a direction. */
function leverageFold(rows: Matrix, n: number): LeverageFold | undefined {
  const inner = rows.cols + 1 < rows.rows;
  const rest = leverages(rows, n, inner);
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

/** {@link columnBasis}, dealt to folds. */
function dealtBasis(y: Representation, order: FoldOrder): Dealt {
  const l = covarianceFactor(y);
  if (l === undefined) return deal(columnBasis(y), order);
  const all = dealCentered(y, order);
  backend().solveTriangular(l, all.rows, { lower: true, transpose: true, right: true, overwrite: true });
  return all;
}

/**
 * The folds of least squares on Y by leverages: undefined where a fold's training rows do not certainly span all that
 * the rows of Y do, where least squares has more than one solution.
 */
export const leastSquaresFolds = derivedWith(
  "leastSquaresFolds",
  (y: Representation, order: FoldOrder): LeastSquaresFolds | undefined => {
    if (y.p + 1 > y.n - Math.ceil(y.n / FOLDS)) return undefined;
    const basis = dealtBasis(y, order);
    const folds: LeverageFold[] = [];
    for (let k = 0; k < FOLDS; k++) {
      const fold = leverageFold(testRows(basis, k), y.n);
      if (fold === undefined) return undefined;
      folds.push(fold);
    }
    return { basis, folds };
  },
);

/**
 * What is left of test rows that are predicted from the other rows, in place of what the fit to all rows leaves of them:
 * (I − Hₜₜ)⁻¹eₜ, as for a single row left out (Stone 1974).
 *
 * @param residuals (I − QQᵀ − 11ᵀ/n)X, dealt to folds: overwritten.
 */
function leaveOut({ basis, folds }: LeastSquaresFolds, residuals: Matrix): Dealt {
  const all: Dealt = { ...basis, rows: residuals };
  folds.forEach(({ rows, factor, inner }, k) => {
    const own = testRows(all, k);
    const solve = (right: Matrix): Matrix => {
      const half = backend().solveTriangular(factor, right, { lower: true, overwrite: true });
      return backend().solveTriangular(factor, half, { lower: true, transpose: true, overwrite: true });
    };
    if (!inner) {
      solve(own);
      return;
    }
    // (I − Hₜₜ)⁻¹ = I + Q̃ₜ(I − Q̃ₜᵀQ̃ₜ)⁻¹Q̃ₜᵀ
    const [r, q, level] = [rows.cols, own.cols, 1 / Math.sqrt(residuals.rows)];
    const right = unfilled(r + 1, q);
    const [top, last] = [leadingRows(right, r), right.data.subarray(r * q)];
    backend().multiply(rows, own, { transposeA: true, into: top });
    backend()
      .columnSums(own)
      .forEach((sum, j) => (last[j] = level * sum));
    solve(right);
    backend().multiply(rows, top, { addTo: own });
    backend().addToEachRow(own, level, last);
  });
  return all;
}

/** X, for p > n its n×n factor, less what least squares on Y predicts of it: each fold from the others, dealt to folds. */
export function heldOutResiduals(
  x: Representation,
  y: Representation,
  folds: LeastSquaresFolds,
  order: FoldOrder,
): Dealt {
  const [{ rows }, q] = [dealt(x, order), folds.basis.rows];
  const l = x.p <= x.n ? covarianceFactor(y) : undefined;
  // XᵀQ, where it may be from a product that other measures have.
  const inside =
    l === undefined
      ? backend().multiply(rows, q, { transposeA: true })
      : backend().solveTriangular(l, crossCovariance(x, y), { lower: true, transpose: true, right: true });
  const residuals = unfilled(rows.rows, rows.cols);
  residuals.data.set(rows.data);
  backend().multiply(q, inside, { transposeB: true, times: -1, addTo: residuals });
  return leaveOut(folds, residuals);
}

/** The n×n map from a target to its {@link heldOutResiduals}. */
export function heldOutMap(y: Representation, folds: LeastSquaresFolds, order: FoldOrder): Matrix {
  const { rows } = deal(identity(y.n), order);
  backend().multiply(folds.basis.rows, columnBasis(y), { transposeB: true, times: -1, addTo: rows });
  backend().addToEachRow(rows, -1 / y.n, ones(y.n));
  return leaveOut(folds, rows).rows;
}
