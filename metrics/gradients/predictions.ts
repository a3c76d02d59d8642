import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import { combine, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { LambdaUnit } from "../families/ridge.ts";
import { ridgeFilter } from "../families/predict.ts";
import type { Fit } from "./coefficients.ts";
import { fitWith, leastSquaresAdjoint, ridgeAdjoint } from "./coefficients.ts";
import { factorsOf } from "./subspace.ts";

/** A ridge fit of X on the training rows of Y (κ = 0: least squares), and what it predicts of other rows. */
export interface Prediction {
  /** test·β. */
  readonly values: Matrix;
  /** ∂L/∂ training rows and ∂L/∂ test rows of Y, from ∂L/∂ values. */
  readonly adjoint: (byValues: Matrix) => { byTrain: Matrix; byTest: Matrix };
}

/** ∂L/∂ training rows from ∂L/∂β; κ = λ·tr(YᵀY)/p moves with them, in the other units it is a number. */
function throughFit(fit: Fit, kappa: number, unit: LambdaUnit, gamma: Matrix): Matrix {
  if (kappa === 0) return leastSquaresAdjoint(fit, gamma);
  const { byY, byKappa } = ridgeAdjoint(fit, kappa, gamma);
  const share = unit === "trace" ? (2 * kappa * byKappa) / squaredNorm(fit.y) : 0;
  return combine(1, byY, share, fit.y);
}

/**
 * Predictions of X by ridge regression on Y with their adjoint. Where κ was chosen from a grid the choice is held.
 *
 * @param train Rows of Y and `target` of X, both minus their mean. @param test Other rows of Y, minus the same mean.
 * @throws Undefined where least squares on the training rows has lost rank.
 */
export function predict(
  train: Matrix,
  test: Matrix,
  target: Matrix,
  kappa: number,
  unit: LambdaUnit,
): Prediction {
  const factors = factorsOf(train);
  if (kappa === 0 && factors.s.length < Math.min(train.cols, train.rows - 1)) {
    throw new Undefined(
      "no gradient: Y has lost rank in the rows it is fitted to, and least squares jumps there",
    );
  }
  const gains = ridgeFilter(factors.s, kappa).map((f, i) => f / factors.s[i]!);
  const fit = fitWith(target, train, factors, gains);
  return {
    values: backend().multiply(test, fit.beta),
    adjoint: (byValues) => ({
      byTrain: throughFit(fit, kappa, unit, backend().multiply(test, byValues, { transposeA: true })),
      byTest: backend().multiply(byValues, fit.beta, { transposeB: true }),
    }),
  };
}
