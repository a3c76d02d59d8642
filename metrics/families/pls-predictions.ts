import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { scaleRows, squaredNorm, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { derivedWith } from "../../representation/derived.ts";
import type { PredictorFold } from "./folds.ts";
import { predictorFolds, spectralFold } from "./folds.ts";
import type { Halves } from "./held-out.ts";
import { unitFolds } from "./held-out.ts";
import { dominant, EXHAUSTED, unitVariance } from "./pls.ts";

/** Whether every unit is given variance 1 in the training rows. */
export type Scaling = "unscaled" | "scaled";

/** How rows are dealt; `none` predicts the rows that were fitted. */
export type Dealing = "shuffled" | "contiguous" | "none";

/** The folds of a side unit by unit. */
export function plsFolds(x: Representation, folds: Dealing): Halves[] {
  if (folds !== "none") return unitFolds(x, folds);
  const all = Int32Array.from({ length: x.n }, (_, i) => i);
  const values = centered(x);
  return [{ test: all, train: all, trainValues: values, testValues: values, mean: new Float64Array(x.p) }];
}

/** The predictor's folds by their principal components, in which every component is found: once for all targets. */
export const plsPredictors: Readonly<
  Record<Scaling, (y: Representation, folds: Dealing) => readonly PredictorFold[]>
> = {
  // Only rotations matter, so that they are the folds of all other regressions.
  unscaled: derivedWith("plsPredictors", (y: Representation, folds: Dealing) =>
    folds === "none" ? plsFolds(y, folds).map((half) => spectral(half, y.p)) : predictorFolds(y, folds),
  ),
  scaled: derivedWith("scaledPlsPredictors", (y: Representation, folds: Dealing) =>
    plsFolds(y, folds).map(({ trainValues, testValues }) => {
      const { train, test } = unitVariance(trainValues, testValues);
      return spectralFold({ train, test }, y.p);
    }),
  ),
};

const spectral = ({ trainValues: train, testValues: test }: Halves, p: number): PredictorFold =>
  spectralFold({ train, test }, p);

/** One fold of what is predicted. */
export interface PlsTarget extends Halves {
  /** The training rows T as they are fitted, n×q. */
  readonly fitted: Matrix;
  /** C with CCᵀ = TTᵀ and no more columns than rows: the directions depend on that alone. */
  readonly core: Matrix;
  /** What the predictions of each unit are multiplied with, if anything. */
  readonly deviation?: Float64Array;
}

const coreOf = (fitted: Matrix): Matrix =>
  fitted.cols > fitted.rows ? transpose(backend().qrR(transpose(fitted))) : fitted;

/** The target's folds: once for all predictors. */
export const plsTargets: Readonly<
  Record<Scaling, (x: Representation, folds: Dealing) => readonly PlsTarget[]>
> = {
  unscaled: derivedWith("plsTargets", (x: Representation, folds: Dealing) =>
    plsFolds(x, folds).map((half) => ({
      ...half,
      fitted: half.trainValues,
      core: coreOf(half.trainValues),
    })),
  ),
  scaled: derivedWith("scaledPlsTargets", (x: Representation, folds: Dealing) =>
    plsFolds(x, folds).map((half) => {
      const { train, deviation } = unitVariance(half.trainValues, half.testValues);
      return { ...half, fitted: train, core: coreOf(train), deviation };
    }),
  ),
};

/** rows·w: the training scores in the coordinates of U and, below them, those of the test rows. */
function scoresOf({ s, testScores }: PredictorFold, w: Float64Array): Float64Array {
  const r = s.length;
  const z = new Float64Array(r + testScores.rows);
  for (let i = 0; i < r; i++) z[i] = s[i]! * w[i]!;
  for (let i = 0; i < testScores.rows; i++) {
    let total = 0;
    for (let j = 0; j < r; j++) total += testScores.data[i * r + j]! * w[j]!;
    z[r + i] = total;
  }
  return z;
}

/** Takes those parts out of z whose training scores are scores that were taken before. */
function takeOut(taken: readonly Float64Array[], z: Float64Array, r: number): void {
  for (const one of taken) {
    let share = 0;
    for (let i = 0; i < r; i++) share += one[i]! * z[i]!;
    for (let i = 0; i < z.length; i++) z[i]! -= share * one[i]!;
  }
}

/** (I − qqᵀ)·A in place, q the first rows of `score`. */
function deflate(a: Matrix, score: Float64Array): void {
  const { rows, cols, data } = a;
  const shares = new Float64Array(cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) shares[j]! += score[i]! * data[i * cols + j]!;
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j]! -= score[i]! * shares[j]!;
}

/**
 * What `partialLeastSquares` predicts, with everything in the coordinates of the predictor's principal components
 * (train = U·diag(s)·Vᵀ): scores t are vectors of that length, taking a component out of the predictors is making the
 * next score orthogonal to it, and what is left of the targets is (I − QQᵀ)UᵀC for the scores Q so far. The time
 * depends on ranks and not on numbers of units.
 *
 * @returns m×q, minus the training mean, in the units of `fitted`.
 */
export function plsPredictions(
  predictor: PredictorFold,
  { fitted, core }: Pick<PlsTarget, "fitted" | "core">,
  components: number,
): Matrix {
  const { u, s, testScores } = predictor;
  const [r, m] = [s.length, testScores.rows];
  const inside = backend().multiply(u, fitted, { transposeA: true });
  const left = backend().multiply(u, core, { transposeA: true });
  const taken: Float64Array[] = [];
  let first = 0;
  while (taken.length < Math.min(components, r)) {
    const cross = scaleRows(s, left);
    const size = squaredNorm(cross);
    if (taken.length === 0) first = size;
    if (size <= first * EXHAUSTED ** 2) break;
    const z = scoresOf(predictor, dominant(cross));
    // Twice, so that scores are orthogonal to the last digit.
    takeOut(taken, z, r);
    takeOut(taken, z, r);
    let square = 0;
    for (let i = 0; i < r; i++) square += z[i]! ** 2;
    const length = Math.sqrt(square);
    const score = z.map((value) => value / length);
    taken.push(score);
    deflate(left, score);
  }
  const [scores, held] = [matrix(taken.length, r), matrix(m, taken.length)];
  taken.forEach((score, k) => {
    scores.data.set(score.subarray(0, r), k * r);
    for (let i = 0; i < m; i++) held.data[i * taken.length + k] = score[r + i]!;
  });
  return backend().multiply(held, backend().multiply(scores, inside));
}
