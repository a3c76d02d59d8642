import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Predicted } from "./held-out.ts";
import type { Aggregate } from "./ridge.ts";

/** A unit whose values all lie within rounding of each other is constant. */
const CONSTANT = 8 * Number.EPSILON;

/** Means and sums of squares and products about them of column j, and which of the two sides is constant. */
export interface ColumnMoments {
  readonly meanP: number;
  readonly meanA: number;
  readonly pp: number;
  readonly aa: number;
  readonly pa: number;
  /** A constant unit of the target counts first. */
  readonly constant?: "actual" | "predicted";
}

/** {@link ColumnMoments} of two matrices of one shape. */
export function columnMoments(predicted: Matrix, actual: Matrix, j: number): ColumnMoments {
  const { rows, cols } = actual;
  let [meanP, meanA, largestP, largestA] = [0, 0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const p = predicted.data[i * cols + j]!;
    const a = actual.data[i * cols + j]!;
    meanP += p / rows;
    meanA += a / rows;
    largestP = Math.max(largestP, Math.abs(p));
    largestA = Math.max(largestA, Math.abs(a));
  }
  let [pp, aa, pa] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const p = predicted.data[i * cols + j]! - meanP;
    const a = actual.data[i * cols + j]! - meanA;
    pp += p * p;
    aa += a * a;
    pa += p * a;
  }
  const moments = { meanP, meanA, pp, aa, pa };
  if (aa <= rows * (CONSTANT * largestA) ** 2) return { ...moments, constant: "actual" };
  if (pp <= rows * (CONSTANT * largestP) ** 2) return { ...moments, constant: "predicted" };
  return moments;
}

/** Pearson's r of column j of two matrices; undefined where the actual values are constant, 0 where the predicted are. */
function columnCorrelation(predicted: Matrix, actual: Matrix, j: number): number | undefined {
  const { pp, aa, pa, constant } = columnMoments(predicted, actual, j);
  if (constant !== undefined) return constant === "actual" ? undefined : 0;
  return Math.max(-1, Math.min(1, pa / Math.sqrt(pp) / Math.sqrt(aa)));
}

/** Which power of r is averaged: r itself, or r² whatever its sign. */
export type UnitScore = "r" | "r2";

/**
 * The mean over units of r (or r²) between predicted and actual values. Constant units have no correlation and are
 * left out; a unit whose prediction is constant was not predicted at all and counts as 0.
 *
 * @throws Undefined where every unit is constant.
 */
export function meanUnitScore(predicted: Matrix, actual: Matrix, score: UnitScore): number {
  let [total, counted] = [0, 0];
  for (let j = 0; j < actual.cols; j++) {
    const r = columnCorrelation(predicted, actual, j);
    if (r === undefined) continue;
    total += score === "r" ? r : r * r;
    counted++;
  }
  if (counted === 0) throw new Undefined("every unit of the target is constant in a test fold");
  return total / counted;
}

/** The rows of all folds, each with the mean of its training rows put back, one below the other. */
export function stacked(folds: readonly Predicted[], pick: (fold: Predicted) => Matrix): Matrix {
  const cols = folds[0]!.actual.cols;
  const result = matrix(
    folds.reduce((total, fold) => total + fold.rows.length, 0),
    cols,
  );
  let place = 0;
  for (const fold of folds) {
    const { data } = pick(fold);
    for (let k = 0; k < data.length; k++) result.data[place++] = data[k]! + fold.mean[k % cols]!;
  }
  return result;
}

/** Held-out predictions as one value: unit scores per fold and then their mean, or of all folds pooled. */
export function foldScore(folds: readonly Predicted[], score: UnitScore, aggregate: Aggregate): number {
  if (aggregate === "pooled") {
    const [predicted, actual] = [stacked(folds, (f) => f.predicted), stacked(folds, (f) => f.actual)];
    return meanUnitScore(predicted, actual, score);
  }
  return (
    folds.reduce((total, { predicted, actual }) => total + meanUnitScore(predicted, actual, score), 0) /
    folds.length
  );
}
