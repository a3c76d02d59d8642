import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { orNaN } from "./all-pairs.ts";
import { dealt, testRows, testSize, trainingMean, trainingSizes, type Dealt } from "./dealt.ts";
import type { FoldOrder } from "./folds.ts";
import { heldOutResiduals, leastSquaresFolds } from "./least-squares-folds.ts";
import { predictTogether } from "./predict.ts";
import { predictorOf, targetChunks, type Predictor, type TargetChunk } from "./predictor.ts";
import { bestPenalty, foldPenalties, type Aggregate, type Scheme } from "./ridge.ts";

/** Squared residuals and squared deviations of the test rows of one fold, both about the training mean. */
interface FoldErrors {
  readonly sse: number;
  readonly sst: number;
}

/** {@link FoldErrors} of one target, from what was predicted of it. */
function errorsOf(target: Dealt, k: number, predicted: Matrix): FoldErrors {
  const { rows, cols, data } = testRows(target, k);
  const mean = trainingMean(target, k);
  let [sse, sst] = [0, 0];
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const actual = data[at]! - mean[j]!;
      const residual = actual - predicted.data[at]!;
      sse += residual * residual;
      sst += actual * actual;
    }
  }
  return { sse, sst };
}

/** {@link FoldErrors} of least squares, from the fit to all rows. Undefined where that does not tell those of the folds. */
function leastSquaresErrors(
  x: Representation,
  y: Representation,
  order: FoldOrder,
): FoldErrors[] | undefined {
  const folds = leastSquaresFolds(y, order);
  if (folds === undefined) return undefined;
  const [target, left] = [dealt(x, order), heldOutResiduals(x, y, folds, order)];
  return target.sums.map((_, k) => {
    const { data } = testRows(left, k);
    return { sse: backend().inner(data, data), sst: testSize(target, k) };
  });
}

/** {@link FoldErrors} of several targets, member by member and fold by fold, λ chosen for each of them. */
function ridgeErrors(
  { members, joined }: TargetChunk,
  { folds, project }: Predictor,
  y: Representation,
  scheme: Scheme,
): FoldErrors[][] {
  const totals = scheme.lambda === "grid" ? members.map(trainingSizes) : [];
  const widths = members.map(({ rows }) => rows.cols);
  const byFold = project(joined).map((projected, k) => {
    const fold = folds[k]!;
    const kappas = foldPenalties(y, fold, scheme);
    return predictTogether(fold, projected, widths, (own, which) =>
      kappas.length === 1 ? kappas[0]! : bestPenalty(fold, own, totals[which]![k]!, kappas),
    ).map((predicted, which) => errorsOf(members[which]!, k, predicted));
  });
  return members.map((_, which) => byFold.map((errors) => errors[which]!));
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
  const [chunk] = targetChunks([dealt(x, scheme.folds)]);
  const errors =
    (scheme.lambda === 0 ? leastSquaresErrors(x, y, scheme.folds) : undefined) ??
    ridgeErrors(chunk!, predictorOf(y, scheme), y, scheme)[0]!;
  return foldR2(errors, scheme.aggregate);
}

/**
 * {@link crossValidatedR2} of all pairs (target xs[i], predictor ys[j]): targets are stacked once, and meet each predictor
 * in few large products. NaN where a pair has no value.
 */
export function crossValidatedR2Pairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  scheme: Scheme,
): Matrix {
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  const varied = xs.flatMap((x, i) => (squaredSize(x) > 0 ? [i] : []));
  if (varied.length === 0) return result;
  const keep = (i: number, j: number, errors: readonly FoldErrors[]): void => {
    result.data[i * ys.length + j] = orNaN(() => foldR2(errors, scheme.aggregate));
  };
  // Held here: no chunk must decompose again what the budget of derived quantities has dropped.
  const predictors = ys.map((y, j) => {
    if (squaredSize(y) === 0) return undefined;
    if (scheme.lambda !== 0 || leastSquaresFolds(y, scheme.folds) === undefined)
      return predictorOf(y, scheme);
    for (const i of varied) keep(i, j, leastSquaresErrors(xs[i]!, y, scheme.folds)!);
    return undefined;
  });
  for (const chunk of targetChunks(varied.map((i) => dealt(xs[i]!, scheme.folds)))) {
    ys.forEach((y, j) => {
      const predictor = predictors[j];
      if (predictor === undefined) return;
      ridgeErrors(chunk, predictor, y, scheme).forEach((errors, which) =>
        keep(varied[chunk.start + which]!, j, errors),
      );
    });
  }
  return result;
}
