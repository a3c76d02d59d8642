import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import type { Aggregate } from "../families/ridge.ts";
import type { Halves, Predicted } from "../families/held-out.ts";
import type { UnitScore } from "../families/unit-scores.ts";
import { columnMoments, stacked } from "../families/unit-scores.ts";
import { scatter } from "./cross-validated.ts";
import { fromScaled } from "./raw.ts";

/** ∂ of a score of predictions by the predicted and by the actual values, each of their shape. */
export interface ByPrediction {
  readonly byPredicted: Matrix;
  readonly byActual: Matrix;
}

/**
 * ∂ of the mean over units of r (or r²): ∂r/∂p = (â − r·p̂)/‖p‖ with p and a minus their means, and the same for a. A
 * constant unit is left out; one whose prediction is constant counts as 0, and stays there.
 */
export function meanUnitScoreGradient(predicted: Matrix, actual: Matrix, score: UnitScore): ByPrediction {
  const { rows, cols } = actual;
  const [byPredicted, byActual] = [matrix(rows, cols), matrix(rows, cols)];
  const units = Array.from({ length: cols }, (_, j) => columnMoments(predicted, actual, j));
  const counted = units.filter(({ constant }) => constant !== "actual").length;
  units.forEach(({ meanP, meanA, pp, aa, pa, constant }, j) => {
    if (constant !== undefined) return;
    const [sizeP, sizeA] = [Math.sqrt(pp), Math.sqrt(aa)];
    const r = pa / sizeP / sizeA;
    const by = (score === "r" ? 1 : 2 * r) / counted;
    for (let k = j; k < rows * cols; k += cols) {
      const [p, a] = [(predicted.data[k]! - meanP) / sizeP, (actual.data[k]! - meanA) / sizeA];
      byPredicted.data[k] = (by * (a - r * p)) / sizeP;
      byActual.data[k] = (by * (p - r * a)) / sizeA;
    }
  });
  return { byPredicted, byActual };
}

/** The same for held-out predictions as `foldScore` makes one value of them, fold by fold. */
export function foldScoreGradient(
  folds: readonly Predicted[],
  score: UnitScore,
  aggregate: Aggregate,
): ByPrediction[] {
  if (aggregate === "fold-mean") {
    return folds.map(({ predicted, actual }) => {
      const { byPredicted, byActual } = meanUnitScoreGradient(predicted, actual, score);
      const share = (a: Matrix): Matrix => ({ ...a, data: a.data.map((value) => value / folds.length) });
      return { byPredicted: share(byPredicted), byActual: share(byActual) };
    });
  }
  const all = meanUnitScoreGradient(
    stacked(folds, (fold) => fold.predicted),
    stacked(folds, (fold) => fold.actual),
    score,
  );
  let start = 0;
  return folds.map(({ actual: { rows, cols } }) => {
    const part = (a: Matrix): Matrix => matrix(rows, cols, a.data.slice(start, start + rows * cols));
    const result = { byPredicted: part(all.byPredicted), byActual: part(all.byActual) };
    start += rows * cols;
    return result;
  });
}

/** What one fold predicts, and how that depends on the rows of Y. */
export interface HeldOutFold {
  readonly predicted: Matrix;
  /**
   * The gradient by the training rows, the test rows and the mean of the training rows of Y from that by predicted and
   * actual values. Pooled over folds the mean is put back to both, so that a target Y has their sums by its mean.
   */
  readonly back: (
    byPredicted: Matrix,
    byActual: Matrix,
  ) => { readonly byTrain: Matrix; readonly byTest: Matrix; readonly byMean?: Float64Array };
}

/** The sum of each column. */
export function columnSums(a: Matrix): Float64Array {
  const sums = new Float64Array(a.cols);
  a.data.forEach((value, k) => (sums[k % a.cols]! += value));
  return sums;
}

/**
 * ∂/∂Y of held-out predictions as one value, n×p2.
 *
 * @param targets The folds of the side that is predicted. @param own Those of Y.
 */
export function throughHeldOut(
  y: Representation,
  folds: readonly HeldOutFold[],
  targets: readonly Halves[],
  own: readonly Halves[],
  score: UnitScore,
  aggregate: Aggregate,
): Matrix {
  const predictions = folds.map(({ predicted }, k) => {
    const { test: rows, testValues: actual, mean } = targets[k]!;
    return { rows, predicted, actual, mean };
  });
  const gradient = matrix(y.n, y.p);
  foldScoreGradient(predictions, score, aggregate).forEach(({ byPredicted, byActual }, k) => {
    const { byTrain, byTest, byMean } = folds[k]!.back(byPredicted, byActual);
    scatter(gradient, own[k]!, 1, byTrain, byTest, byMean);
  });
  return fromScaled(y, gradient);
}
