import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, scaleColumns, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import type { PredictorFold } from "../families/folds.ts";
import { predictorFolds } from "../families/folds.ts";
import type { Halves } from "../families/held-out.ts";
import { foldPenalty, unitFolds } from "../families/held-out.ts";
import type { Aggregate, Scheme } from "../families/ridge.ts";
import { ridgeFilter } from "../families/predict.ts";
import { predict } from "./predictions.ts";
import { centerColumns, fromScaled, times } from "./raw.ts";

/** What one fold adds: its errors, and their gradients with respect to its training and test rows of Ŷ. */
interface FoldGradient {
  readonly rows: Halves;
  readonly sse: number;
  readonly sst: number;
  readonly sseByTrain: Matrix;
  readonly sseByTest: Matrix;
  /** ∂SST/∂test rows; absent where the target is X. */
  readonly sstByTest?: Matrix;
}

/** X predicted from Y: the gradient of the squared error through the coefficients and through the test rows. */
function fromY(x: Representation, y: Representation, scheme: Scheme): FoldGradient[] {
  const [targets, predictors] = [unitFolds(x, scheme.folds), unitFolds(y, scheme.folds)];
  return predictorFolds(y, scheme.folds).map((fold, k): FoldGradient => {
    const [target, rows] = [targets[k]!, predictors[k]!];
    const kappa = foldPenalty(y, fold, target.trainValues, scheme);
    const fitted = predict(rows.trainValues, rows.testValues, target.trainValues, kappa, scheme.unit);
    const residual = combine(1, target.testValues, -1, fitted.values);
    const { byTrain, byTest } = fitted.adjoint(times(-2, residual));
    return {
      rows,
      sse: squaredNorm(residual),
      sst: squaredNorm(target.testValues),
      sseByTrain: byTrain,
      sseByTest: byTest,
    };
  });
}

/** Test predictions are this matrix times the training rows of the target, test rows × training rows. */
export function foldPredictor(fold: PredictorFold, kappa: number): Matrix {
  const gains = ridgeFilter(fold.s, kappa).map((f, i) => f / fold.s[i]!);
  return backend().multiply(scaleColumns(fold.testScores, gains), fold.u, { transposeB: true });
}

/** Y predicted from X: predictions are linear in the training rows of Y. */
function ofY(x: Representation, y: Representation, scheme: Scheme): FoldGradient[] {
  const targets = unitFolds(y, scheme.folds);
  return predictorFolds(x, scheme.folds).map((fold, k): FoldGradient => {
    const rows = targets[k]!;
    const kappa = foldPenalty(x, fold, rows.trainValues, scheme);
    const predictor = foldPredictor(fold, kappa);
    const residual = combine(1, rows.testValues, -1, backend().multiply(predictor, rows.trainValues));
    return {
      rows,
      sse: squaredNorm(residual),
      sst: squaredNorm(rows.testValues),
      sseByTrain: times(-2, backend().multiply(predictor, residual, { transposeA: true })),
      sseByTest: times(2, residual),
      sstByTest: times(2, rows.testValues),
    };
  });
}

/**
 * Adds a·(gradient of one fold) to the rows it came from; the test rows were centred by the training mean.
 *
 * @param byMean The gradient with respect to the training mean itself, where something else depends on it.
 */
export function scatter(
  into: Matrix,
  { test, train }: Halves,
  a: number,
  byTrain: Matrix | undefined,
  byTest: Matrix,
  byMean?: Float64Array,
): void {
  const { cols, data } = into;
  const mean = new Float64Array(cols);
  byMean?.forEach((value, j) => (mean[j] = (-a * value) / train.length));
  for (let i = 0; i < test.length; i++) {
    for (let j = 0; j < cols; j++) {
      const value = a * byTest.data[i * cols + j]!;
      data[test[i]! * cols + j]! += value;
      mean[j]! += value / train.length;
    }
  }
  const inside = byTrain === undefined ? undefined : centerColumns(byTrain);
  for (let i = 0; i < train.length; i++) {
    for (let j = 0; j < cols; j++) {
      data[train[i]! * cols + j]! += a * (inside?.data[i * cols + j] ?? 0) - mean[j]!;
    }
  }
}

/** ∂(1 − SSE/SST)/∂SSE and ∂/∂SST of one fold within the aggregate. */
function weights(
  folds: readonly FoldGradient[],
  k: number,
  aggregate: Aggregate,
): { bySse: number; bySst: number } {
  const total = (pick: (fold: FoldGradient) => number): number =>
    folds.reduce((sum, fold) => sum + pick(fold), 0);
  const pooled = aggregate === "pooled";
  const [sse, sst] = pooled ? [total((f) => f.sse), total((f) => f.sst)] : [folds[k]!.sse, folds[k]!.sst];
  if (sst === 0) throw new Undefined("the target does not vary in a test fold");
  const share = pooled ? 1 : 1 / folds.length;
  return { bySse: -share / sst, bySst: (share * sse) / sst / sst };
}

/**
 * ∂/∂Y of the cross-validated R² of ridge regression (λ = 0: least squares) over fixed folds, n×p2. Where λ is chosen
 * from a grid the choice is held: it is constant around almost every Y.
 *
 * @param target The side that is predicted from the other.
 * @throws Undefined when X or Y has no variance, or where least squares on a training fold has lost rank.
 */
export function crossValidatedGradient(
  x: Representation,
  y: Representation,
  scheme: Scheme,
  target: "x" | "y",
): Matrix {
  requireVariance(x, y);
  const folds = target === "x" ? fromY(x, y, scheme) : ofY(x, y, scheme);
  const gradient = matrix(y.n, centered(y).cols);
  folds.forEach((fold, k) => {
    const { bySse, bySst } = weights(folds, k, scheme.aggregate);
    scatter(gradient, fold.rows, bySse, fold.sseByTrain, fold.sseByTest);
    if (fold.sstByTest !== undefined) scatter(gradient, fold.rows, bySst, undefined, fold.sstByTest);
  });
  return fromScaled(y, gradient);
}
