import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { predictorFolds } from "../families/folds.ts";
import { foldPenalty, unitFolds } from "../families/held-out.ts";
import { unitVariance } from "../families/pls.ts";
import type { LambdaUnit, Scheme } from "../families/ridge.ts";
import { inSamplePredictions, penalty } from "../families/ridge.ts";
import type { UnitScore } from "../families/unit-scores.ts";
import { foldPredictor } from "./cross-validated.ts";
import { predict } from "./predictions.ts";
import { fromScaled } from "./raw.ts";
import type { HeldOutFold } from "./unit-scores.ts";
import { columnSums, meanUnitScoreGradient, throughHeldOut } from "./unit-scores.ts";

/**
 * ∂/∂Y of the mean over units of r (or r²) between in-sample ridge predictions and the target, n×p2.
 *
 * @param target The side that is predicted from the other.
 * @throws Undefined when X or Y has no variance, or where least squares on Y has lost rank.
 */
export function pearsonInSampleGradient(
  x: Representation,
  y: Representation,
  { lambda, unit }: { readonly lambda: number; readonly unit: LambdaUnit },
  target: "x" | "y",
  score: UnitScore,
): Matrix {
  requireVariance(x, y);
  const [xc, yc] = [centered(x), centered(y)];
  if (target === "y") {
    const smooth = (a: Matrix): Matrix => inSamplePredictions(a, x, lambda, unit);
    const { byPredicted, byActual } = meanUnitScoreGradient(smooth(yc), yc, score);
    return fromScaled(y, combine(1, smooth(byPredicted), 1, byActual));
  }
  const kappa = penalty(lambda, unit, y.n, squaredSize(y), y.p, scaleOf(y));
  const fitted = predict(yc, yc, xc, kappa, unit);
  const { byPredicted } = meanUnitScoreGradient(fitted.values, xc, score);
  const { byTrain, byTest } = fitted.adjoint(byPredicted);
  return fromScaled(y, combine(1, byTrain, 1, byTest));
}

/** Folds of the target and how each is predicted; every unit has the same say in the choice of λ. */
function foldsOf(x: Representation, y: Representation, scheme: Scheme, target: "x" | "y"): HeldOutFold[] {
  const [wanted, given] = target === "x" ? [x, y] : [y, x];
  const [targets, rows] = [unitFolds(wanted, scheme.folds), unitFolds(given, scheme.folds)];
  return predictorFolds(given, scheme.folds).map((fold, k): HeldOutFold => {
    const { trainValues: values } = targets[k]!;
    const kappa = foldPenalty(given, fold, unitVariance(values, values).train, scheme);
    if (target === "x") {
      const fitted = predict(rows[k]!.trainValues, rows[k]!.testValues, values, kappa, scheme.unit);
      return { predicted: fitted.values, back: fitted.adjoint };
    }
    const predictor = foldPredictor(fold, kappa);
    return {
      predicted: backend().multiply(predictor, values),
      back: (byPredicted, byActual) => ({
        byTrain: backend().multiply(predictor, byPredicted, { transposeA: true }),
        byTest: byActual,
        byMean: columnSums(combine(1, byPredicted, 1, byActual)),
      }),
    };
  });
}

/**
 * ∂/∂Y of the mean over units of r (or r²) of held-out ridge predictions over fixed folds, n×p2. Where λ is chosen from
 * a grid the choice is held: it is constant around almost every Y.
 *
 * @param target The side that is predicted from the other.
 * @throws Undefined when X or Y has no variance, or where least squares on a training fold has lost rank.
 */
export function pearsonCrossValidatedGradient(
  x: Representation,
  y: Representation,
  scheme: Scheme,
  target: "x" | "y",
  score: UnitScore,
): Matrix {
  requireVariance(x, y);
  const targets = unitFolds(target === "x" ? x : y, scheme.folds);
  const folds = foldsOf(x, y, scheme, target);
  return throughHeldOut(y, folds, targets, unitFolds(y, scheme.folds), score, scheme.aggregate);
}
