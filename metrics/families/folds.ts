import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { leadingColumns, leadingRows, sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { compact, numericalRank } from "../../representation/spectral.ts";

/** How rows are dealt to folds; `shuffled` is one fixed order per n, so that it is part of the definition. */
export type FoldOrder = "shuffled" | "contiguous";

/** Number of folds. */
export const FOLDS = 5;

/** The rows of each fold: sizes differ by at most one, the first folds are the larger ones. */
export function foldRows(n: number, order: FoldOrder): Int32Array[] {
  const rows =
    order === "shuffled"
      ? randomFrom("folds", n).permutation(n)
      : Int32Array.from({ length: n }, (_, i) => i);
  const folds: Int32Array[] = [];
  let start = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const size = Math.floor(n / FOLDS) + (fold < n % FOLDS ? 1 : 0);
    folds.push(rows.slice(start, start + size).sort());
    start += size;
  }
  return folds;
}

/** One fold: the training rows minus their mean, and the test rows minus the same mean. */
export interface Split {
  readonly train: Matrix;
  readonly test: Matrix;
}

/** A predictor's fold in spectral form: train = U·diag(s)·Vᵀ cut to its rank, and test·V. */
export interface PredictorFold {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly testScores: Matrix;
}

/** What ridge regression reads of one fold of a predictor: the covariance of its training rows is V·diag(variances)·Vᵀ. */
export interface RidgeFold {
  /** The number of training rows. */
  readonly rows: number;
  /** λ = s², descending: those that are not rounding, or all where what is added to them is above rounding. */
  readonly variances: Float64Array;
  /** Test rows minus the training mean, times V. */
  readonly testScores: Matrix;
}

/** The chosen rows minus a mean. */
function rowsMinus(from: Matrix, rows: ArrayLike<number>, mean: Float64Array): Matrix {
  const result = matrix(rows.length, from.cols);
  for (let i = 0, k = 0; i < rows.length; i++) {
    for (let j = 0, at = rows[i]! * from.cols; j < from.cols; j++, at++, k++) {
      result.data[k] = from.data[at]! - mean[j]!;
    }
  }
  return result;
}

function minusMean(from: Matrix, trainRows: readonly number[], testRows: ArrayLike<number>): Split {
  const mean = new Float64Array(from.cols);
  for (const row of trainRows) {
    for (let j = 0, at = row * from.cols; j < from.cols; j++, at++) mean[j]! += from.data[at]!;
  }
  for (let j = 0; j < from.cols; j++) mean[j]! /= trainRows.length;
  return { train: rowsMinus(from, trainRows, mean), test: rowsMinus(from, testRows, mean) };
}

/** X, for p > n its n×n factor, which has the same residuals, without some rows and with these alone. */
export function splitAt(x: Representation, testRows: Int32Array): Split {
  const tested = new Set(testRows);
  const trainRows = Array.from({ length: x.n }, (_, i) => i).filter((i) => !tested.has(i));
  return minusMean(compact(x), trainRows, testRows);
}

/** The folds of X. */
export const splits = derivedWith("splits", (x: Representation, order: FoldOrder): Split[] =>
  foldRows(x.n, order).map((testRows) => splitAt(x, testRows)),
);

/** A fold in spectral form; `p` is the number of units before anything was rotated. */
export function spectralFold({ train, test }: Split, p: number): PredictorFold {
  const { u, s, vt } = backend().svd(train);
  const rank = numericalRank(s, train.rows, p);
  return {
    u: leadingColumns(u, rank),
    s: s.slice(0, rank),
    testScores: backend().multiply(test, leadingRows(vt, rank), { transposeB: true }),
  };
}

/** The decompositions of every training fold of a predictor: shared by all λ, all targets and all schemes. */
export const predictorFolds = derivedWith(
  "predictorFolds",
  (y: Representation, order: FoldOrder): PredictorFold[] =>
    splits(y, order).map((split) => spectralFold(split, y.p)),
);

/** A fold in spectral form as ridge regression reads it. */
export const ridgeFold = ({ u, s, testScores }: PredictorFold): RidgeFold => ({
  rows: u.rows,
  variances: s.map((value) => value * value),
  testScores,
});

/** tr(YᵀY) of the centred training rows. */
export const foldTrace = ({ variances }: Pick<RidgeFold, "variances">): number => sum(variances);
