import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { addToRows, scaleRows, selectRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { derivedWith } from "../../representation/derived.ts";
import type { FoldOrder, PredictorFold } from "./folds.ts";
import { foldRows, foldTrace, predictorFolds } from "./folds.ts";
import { unitVariance } from "./pls.ts";
import type { Scheme } from "./ridge.ts";
import { bestPenalty, LAMBDA_GRID, penalty, ridgeFilter } from "./ridge.ts";

/** The rows of one fold, and those of all others. */
export interface FoldRows {
  readonly test: Int32Array;
  readonly train: Int32Array;
}

/** The folds of n rows. */
export function foldsOf(n: number, order: FoldOrder): FoldRows[] {
  return foldRows(n, order).map((test) => {
    const tested = new Set(test);
    return { test, train: Int32Array.from({ length: n }, (_, i) => i).filter((i) => !tested.has(i)) };
  });
}

/** One fold of a matrix: training and test rows, both minus the mean of the training rows. */
export interface Halves extends FoldRows {
  readonly trainValues: Matrix;
  readonly testValues: Matrix;
  /** What was taken off. */
  readonly mean: Float64Array;
}

/** {@link Halves} of the scaled centred matrix unit by unit, for measures of single units. */
export const unitFolds = derivedWith("unitFolds", (x: Representation, order: FoldOrder): Halves[] =>
  foldsOf(x.n, order).map((rows) => halve(centered(x), rows)),
);

/** One fold of a matrix. */
export function halve(a: Matrix, { test, train }: FoldRows): Halves {
  const mean = new Float64Array(a.cols);
  for (const i of train) for (let j = 0; j < a.cols; j++) mean[j]! += a.data[i * a.cols + j]! / train.length;
  const off = mean.map((value) => -value);
  const [trainValues, testValues] = [train, test].map((rows) => addToRows(selectRows(a, rows), off));
  return { test, train, trainValues: trainValues!, testValues: testValues!, mean };
}

/**
 * κ of one training fold: the only candidate, or the one that {@link bestPenalty} chooses.
 *
 * @param target The training rows of what is predicted, minus their mean.
 */
export function foldPenalty(y: Representation, fold: PredictorFold, target: Matrix, scheme: Scheme): number {
  const { scale } = centeredScaled(y);
  const rows = fold.u.rows;
  const at = (lambda: number): number => penalty(lambda, scheme.unit, rows, foldTrace(fold), y.p, scale);
  if (scheme.lambda !== "grid") return at(scheme.lambda);
  const inside = backend().multiply(fold.u, target, { transposeA: true });
  return bestPenalty(fold, inside, squaredNorm(target), LAMBDA_GRID.map(at));
}

/** What was predicted of the test rows of one fold, and what they were, both minus the mean of the training rows. */
export interface Predicted {
  readonly rows: Int32Array;
  readonly predicted: Matrix;
  readonly actual: Matrix;
  readonly mean: Float64Array;
}

/**
 * Ridge predictions of every unit of X from Y on held-out rows; λ = 0 is minimum-norm least squares.
 *
 * @param balanced Whether every unit of X has the same say in the choice of λ, however much it varies.
 */
export function heldOut(x: Representation, y: Representation, scheme: Scheme, balanced = false): Predicted[] {
  const targets = unitFolds(x, scheme.folds);
  return predictorFolds(y, scheme.folds).map((fold, k) => {
    const { test: rows, trainValues, testValues: actual, mean } = targets[k]!;
    const wanted = balanced ? unitVariance(trainValues, trainValues).train : trainValues;
    const kappa = foldPenalty(y, fold, wanted, scheme);
    const gains = ridgeFilter(fold.s, kappa).map((f, i) => f / fold.s[i]!);
    const inside = backend().multiply(fold.u, trainValues, { transposeA: true });
    return { rows, predicted: backend().multiply(fold.testScores, scaleRows(gains, inside)), actual, mean };
  });
}
