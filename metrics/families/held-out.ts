import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { addToRows, scaleColumns, scaleRows, selectRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { derivedWith } from "../../representation/derived.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { orNaN } from "./all-pairs.ts";
import { dealtUnits } from "./dealt.ts";
import type { FoldOrder, PredictorFold } from "./folds.ts";
import { foldRows, ridgeFold } from "./folds.ts";
import { inverseDeviations } from "./pls.ts";
import { predictTogether } from "./predict.ts";
import { predictorOf, targetChunks } from "./predictor.ts";
import type { Scheme } from "./ridge.ts";
import { bestPenalty, foldPenalties } from "./ridge.ts";

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
  const own = ridgeFold(fold);
  const kappas = foldPenalties(y, own, scheme);
  if (kappas.length === 1) return kappas[0]!;
  const projected = scaleRows(fold.s, backend().multiply(fold.u, target, { transposeA: true }));
  return bestPenalty(own, projected, squaredNorm(target), kappas);
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
export const heldOut = (
  x: Representation,
  y: Representation,
  scheme: Scheme,
  balanced = false,
): Predicted[] => heldOutOfAll([x], y, scheme, balanced)[0]!;

/** {@link heldOut} of several targets, which meet each fold of the predictor in two large products. */
export function heldOutOfAll(
  targets: readonly Representation[],
  y: Representation,
  scheme: Scheme,
  balanced = false,
): Predicted[][] {
  const all = targets.map((target) => unitFolds(target, scheme.folds));
  const { folds, project } = predictorOf(y, scheme);
  return targetChunks(targets.map((target) => dealtUnits(target, scheme.folds))).flatMap(
    ({ start, members, joined }) => {
      const own = members.map((_, which) => all[start + which]!);
      const widths = members.map(({ rows }) => rows.cols);
      const byFold = project(joined).map((projected, k) => {
        const fold = folds[k]!;
        const kappas = foldPenalties(y, fold, scheme);
        return predictTogether(fold, projected, widths, (inside, which) => {
          if (kappas.length === 1) return kappas[0]!;
          const { trainValues } = own[which]![k]!;
          // The columns of VᵀYᵀX are those of the target: each has its scale.
          const weights = balanced ? inverseDeviations(trainValues) : undefined;
          return weights === undefined
            ? bestPenalty(fold, inside, squaredNorm(trainValues), kappas)
            : bestPenalty(
                fold,
                scaleColumns(inside, weights),
                squaredNorm(scaleColumns(trainValues, weights)),
                kappas,
              );
        });
      });
      return own.map((halves, which) =>
        halves.map(({ test: rows, testValues: actual, mean }, k): Predicted => {
          const predicted = byFold[k]![which]!;
          return { rows, predicted, actual, mean };
        }),
      );
    },
  );
}

/**
 * A score of the {@link heldOut} predictions of all pairs (target xs[i], predictor ys[j]), every unit of a target
 * having the same say in the choice of λ. NaN where a side has no variance, or a pair no score.
 */
export function heldOutPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  scheme: Scheme,
  score: (folds: Predicted[]) => number,
): Matrix {
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  const varied = xs.flatMap((x, i) => (squaredSize(x) > 0 ? [i] : []));
  const targets = varied.map((i) => xs[i]!);
  ys.forEach((y, j) => {
    if (squaredSize(y) === 0) return;
    heldOutOfAll(targets, y, scheme, true).forEach((folds, which) => {
      result.data[varied[which]! * ys.length + j] = orNaN(() => score(folds));
    });
  });
  return result;
}
