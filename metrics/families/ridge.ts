import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, scaleRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { spectrum, squaredSize } from "../../representation/spectral.ts";
import type { FoldOrder, PredictorFold, Split } from "./folds.ts";
import { foldRows, foldTrace, predictorFolds, splitAt, splits } from "./folds.ts";
import { orNaN } from "./all-pairs.ts";
import { chunksOf, type Chunk } from "./cross-blocks.ts";
import { predictTogether, ridgeFilter } from "./predict.ts";

/**
 * What λ multiplies before it is added to the diagonal of YᵀY: `absolute` 1, `rows` the number of training rows n,
 * `trace` the mean diagonal element tr(YᵀY)/p of the training rows, which makes it free of units.
 */
export type LambdaUnit = "absolute" | "rows" | "trace";

/** How cross-validated residuals become one R². */
export type Aggregate = "pooled" | "fold-mean";

/** The grid of the default ridge, in units of the mean diagonal element. */
export const LAMBDA_GRID: readonly number[] = [1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3];

/** A cross-validation scheme; it is part of a measure's definition. */
export interface Scheme {
  /** 0 is least squares (minimum norm); `grid` chooses from {@link LAMBDA_GRID} inside each training fold. */
  readonly lambda: number | "grid";
  readonly unit: LambdaUnit;
  readonly folds: FoldOrder;
  readonly aggregate: Aggregate;
}

/** κ: what is added to the diagonal of YᵀY of the scaled training rows. */
export function penalty(
  lambda: number,
  unit: LambdaUnit,
  rows: number,
  trace: number,
  p: number,
  scale: number,
): number {
  if (unit === "trace") return (lambda * trace) / p;
  return (lambda * (unit === "rows" ? rows : 1)) / scale / scale;
}

/** In-sample ridge predictions of a target, n×q and centred, from Y: U·diag(f)·Uᵀ·target. */
export function inSamplePredictions(
  target: Matrix,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Matrix {
  const { u, sigma, rank } = spectrum(y);
  const kappa = penalty(lambda, unit, y.n, squaredSize(y), y.p, centeredScaled(y).scale);
  const inside = backend().multiply(u, target, { transposeA: true });
  return backend().multiply(u, scaleRows(ridgeFilter(sigma.slice(0, rank), kappa), inside));
}

/**
 * Generalised cross-validation (Golub, Heath and Wahba 1979) on the training rows: the κ with the smallest
 * SSE(κ) / (1 − tr H/n)², with the intercept counted in tr H. The choice costs a sum over singular values and no
 * further decomposition.
 *
 * @param inside - UᵀX of the training rows
 * @param total - ‖X‖² of the training rows
 */
export function bestPenalty(
  fold: PredictorFold,
  inside: Matrix,
  total: number,
  kappas: readonly number[],
): number {
  const sizes = Float64Array.from({ length: inside.rows }, (_, i) => {
    const row = inside.data.subarray(i * inside.cols, (i + 1) * inside.cols);
    return inner(row, row);
  });
  const n = fold.u.rows;
  let [best, bestScore] = [kappas[0]!, Infinity];
  for (const kappa of kappas) {
    const f = ridgeFilter(fold.s, kappa);
    let [explained, freedom] = [0, 1];
    for (let i = 0; i < f.length; i++) {
      explained += (2 * f[i]! - f[i]! ** 2) * sizes[i]!;
      freedom += f[i]!;
    }
    const score = Math.max(0, total - explained) / (1 - freedom / n) ** 2;
    if (score < bestScore) [best, bestScore] = [kappa, score];
  }
  return best;
}

/** What is tried as κ in one training fold: one value, or those of the grid. */
export function foldPenalties(y: Representation, fold: PredictorFold, scheme: Scheme): number[] {
  const { scale } = centeredScaled(y);
  return (scheme.lambda === "grid" ? LAMBDA_GRID : [scheme.lambda]).map((lambda) =>
    penalty(lambda, scheme.unit, fold.u.rows, foldTrace(fold), y.p, scale),
  );
}

/** Squared residuals and squared deviations of the test rows of one fold, both about the training mean. */
interface FoldErrors {
  readonly sse: number;
  readonly sst: number;
}

/** One fold of several targets. */
interface FoldTargets {
  readonly splits: readonly Split[];
  /** Their training rows, stacked once for all predictors. */
  readonly trains: readonly Chunk[];
}

const foldTargets = (own: readonly Split[]): FoldTargets => ({
  splits: own,
  trains: chunksOf(own.map(({ train }) => train)),
});

/** {@link FoldErrors} of several targets of one fold, λ chosen for each of them. */
function foldErrors(
  fold: PredictorFold,
  { splits: targets, trains }: FoldTargets,
  kappas: readonly number[],
): FoldErrors[] {
  const predictions = predictTogether(fold, trains, (inside, which) =>
    kappas.length === 1 ? kappas[0]! : bestPenalty(fold, inside, squaredNorm(targets[which]!.train), kappas),
  );
  return predictions.map((predicted, which) => {
    const { test } = targets[which]!;
    let sse = 0;
    for (let k = 0; k < predicted.data.length; k++) sse += (test.data[k]! - predicted.data[k]!) ** 2;
    return { sse, sst: squaredNorm(test) };
  });
}

/** 1 − SSE/SST of all folds together, or the mean of the folds. */
function foldR2(errors: readonly FoldErrors[], aggregate: Aggregate): number {
  const r2 = (sse: number, sst: number): number => {
    if (sst === 0) throw new Undefined("the target does not vary in a test fold");
    return 1 - sse / sst;
  };
  if (aggregate === "fold-mean") {
    return errors.reduce((total, { sse, sst }) => total + r2(sse, sst), 0) / errors.length;
  }
  return r2(
    errors.reduce((total, { sse }) => total + sse, 0),
    errors.reduce((total, { sst }) => total + sst, 0),
  );
}

/**
 * Cross-validated R² of ridge regression of X (all units pooled) on Y.
 *
 * @throws Undefined when no test row of X, or of one fold for `fold-mean`, varies.
 */
export function crossValidatedR2(x: Representation, y: Representation, scheme: Scheme): number {
  const targets = splits(x, scheme.folds);
  const errors = predictorFolds(y, scheme.folds).flatMap((fold, k) =>
    foldErrors(fold, foldTargets([targets[k]!]), foldPenalties(y, fold, scheme)),
  );
  return foldR2(errors, scheme.aggregate);
}

/**
 * {@link crossValidatedR2} of all pairs (target xs[i], predictor ys[j]): the targets of a fold are stacked once, and meet
 * each predictor in two large products. NaN where a pair has no value.
 */
export function crossValidatedR2Pairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  scheme: Scheme,
): Matrix {
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  const varied = (members: readonly Representation[]): number[] =>
    members.flatMap((member, i) => (squaredSize(member) > 0 ? [i] : []));
  const [targets, predictors] = [varied(xs), varied(ys)];
  if (targets.length === 0 || predictors.length === 0) return result;
  // Held here: the passes over the folds must not decompose what the budget of derived quantities has dropped.
  const decomposed = predictors.map((j) => predictorFolds(ys[j]!, scheme.folds));
  const errors = predictors.map(() => targets.map((): FoldErrors[] => []));
  foldRows(xs[0]!.n, scheme.folds).forEach((testRows, k) => {
    const own = foldTargets(targets.map((i) => splitAt(xs[i]!, testRows)));
    predictors.forEach((j, at) => {
      const fold = decomposed[at]![k]!;
      foldErrors(fold, own, foldPenalties(ys[j]!, fold, scheme)).forEach((one, which) =>
        errors[at]![which]!.push(one),
      );
    });
  });
  predictors.forEach((j, at) => {
    targets.forEach((i, which) => {
      result.data[i * ys.length + j] = orNaN(() => foldR2(errors[at]![which]!, scheme.aggregate));
    });
  });
  return result;
}
