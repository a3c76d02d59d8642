import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import {
  inner,
  largestOf,
  multipliedBy,
  over,
  rootsOf,
  scaleColumns,
  squaredNorm,
} from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

/** Below this share of its first value the cross-product of what is left is rounding, and no component is taken. */
export const EXHAUSTED = 1e-12;

const column = (data: Float64Array): Matrix => ({ rows: data.length, cols: 1, data });

/** The deviation of every column of `train` about zero, and its inverse: 0 for a column that is constant but for rounding. */
function deviations(train: Matrix): { deviation: Float64Array; inverse: Float64Array } {
  const { rows, cols, data } = train;
  const squares = new Float64Array(cols);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) squares[j]! += data[k]! ** 2;
  const constant = largestOf(squares) * 1e-30;
  const deviation = rootsOf(over(squares, rows));
  const inverse = new Float64Array(cols);
  for (let j = 0; j < cols; j++)
    if (squares[j]! > constant && deviation[j]! > 0) inverse[j] = 1 / deviation[j]!;
  return { deviation, inverse };
}

/** One over the standard deviation of every column of a matrix with zero column means; 0 for a constant column. */
export const inverseDeviations = (train: Matrix): Float64Array => deviations(train).inverse;

/** Both matrices, every column divided by its standard deviation in `train`; constant columns become zero. */
export function unitVariance(
  train: Matrix,
  test: Matrix,
): { train: Matrix; test: Matrix; deviation: Float64Array } {
  const { deviation, inverse } = deviations(train);
  return { train: scaleColumns(train, inverse), test: scaleColumns(test, inverse), deviation };
}

/** The smaller of AAᵀ and AᵀA: both have the squared singular values. */
export const smallerGram = (a: Matrix): Matrix => backend().gram(a, a.rows > a.cols);

/** The dominant left singular vector of A, from {@link smallerGram}. */
export function dominant(a: Matrix, gram: Matrix = smallerGram(a)): Float64Array {
  const first = column(backend().leadingEigenvector(gram));
  const w = a.rows <= a.cols ? first : backend().multiply(a, first);
  return over(w.data, Math.sqrt(squaredNorm(w)));
}

/** A − t·pᵀ. */
function deflate(a: Matrix, t: Float64Array, p: Float64Array): Matrix {
  const result = matrix(a.rows, a.cols, a.data.slice());
  backend().addOuter(result, -1, t, p);
  return result;
}

/** What one component was made from: everything before it is taken out. */
export interface PlsStep {
  /** What is left of the predictors in the training and in the test rows, and of their cross-product with the targets. */
  readonly predictors: Matrix;
  readonly held: Matrix;
  readonly cross: Matrix;
  /** {@link smallerGram} of that. */
  readonly gram: Matrix;
  readonly direction: Float64Array;
  /** Scores t of the training rows and u of the test rows. */
  readonly t: Float64Array;
  readonly u: Float64Array;
  /** Predictors and targets by the scores, ·ᵀt/‖t‖². */
  readonly loading: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Predictions of `test` rows by partial least squares (PLS2, Wold 1975): each component is the direction w of the
 * predictors whose scores Yw have the largest covariance with the targets, the dominant left singular vector of YᵀX;
 * it is then taken out of the predictors. With all components it is least squares.
 *
 * @param train n×p predictors and `targets` n×q, both centred. @param test m×p, minus the training mean.
 * @param steps Where the components are put, in their order, if they are wanted.
 * @returns m×q, minus the training mean.
 */
export function partialLeastSquares(
  train: Matrix,
  test: Matrix,
  targets: Matrix,
  components: number,
  steps?: PlsStep[],
): Matrix {
  let [predictors, held] = [train, test];
  const predicted = matrix(test.rows, targets.cols);
  let cross = backend().multiply(train, targets, { transposeA: true });
  const first = squaredNorm(cross);
  for (let k = 0; k < Math.min(components, train.cols, train.rows - 1); k++) {
    if (squaredNorm(cross) <= first * EXHAUSTED ** 2) break;
    const gram = smallerGram(cross);
    const w = column(dominant(cross, gram));
    const [t, u] = [backend().multiply(predictors, w).data, backend().multiply(held, w).data];
    const square = inner(t, t);
    const loading = over(backend().multiply(predictors, column(t), { transposeA: true }).data, square);
    // Scores are orthogonal: the targets need no deflation, and the cross-product one of rank one.
    const weight = over(backend().multiply(targets, column(t), { transposeA: true }).data, square);
    backend().addOuter(predicted, 1, u, weight);
    steps?.push({ predictors, held, cross, gram, direction: w.data, t, u, loading, weight });
    predictors = deflate(predictors, t, loading);
    held = deflate(held, u, loading);
    cross = deflate(cross, multipliedBy(loading, square), weight);
  }
  return predicted;
}
