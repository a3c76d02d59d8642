import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, multipliedBy, over, scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { requireVariance } from "../../representation/require.ts";
import type { Halves } from "../families/held-out.ts";
import type { PlsStep } from "../families/pls.ts";
import { partialLeastSquares, unitVariance } from "../families/pls.ts";
import type { Aggregate } from "../families/ridge.ts";
import type { UnitScore } from "../families/unit-scores.ts";
import type { HeldOutFold } from "./unit-scores.ts";
import { columnSums, throughHeldOut } from "./unit-scores.ts";

/** The gradient by the predictors' training rows, their test rows, and the targets. */
interface ByRows {
  readonly byTrain: Matrix;
  readonly byTest: Matrix;
  readonly byTargets: Matrix;
}

/** Predictions by partial least squares, and their adjoint. */
export interface PlsPrediction {
  readonly values: Matrix;
  readonly adjoint: (byValues: Matrix) => ByRows;
}

/** Squared singular values closer than this share of the largest are tied with it: the direction is then held. */
const TIED = 1e-12;
/** Closer than this share, singular vectors are looked at one by one. */
const CLOSE = 1e-9;

const column = (data: Float64Array): Matrix => ({ rows: data.length, cols: 1, data });
const times = (a: Matrix, v: Float64Array): Float64Array => backend().multiply(a, column(v)).data;
const transposeTimes = (a: Matrix, v: Float64Array): Float64Array =>
  backend().multiply(a, column(v), { transposeA: true }).data;
/** Σ of vectors, each times a number. */
function total(...parts: readonly (readonly [number, Float64Array])[]): Float64Array {
  const sum = new Float64Array(parts[0]![1].length);
  for (const [by, v] of parts) for (let i = 0; i < sum.length; i++) sum[i]! += by * v[i]!;
  return sum;
}

/** A += by·v·wᵀ. */
const addOuter = (a: Matrix, by: number, v: Float64Array, w: Float64Array): void =>
  backend().addOuter(a, by, v, w);

/** (λ₁ − G)⁺·b for the largest eigenvalue λ₁ of G, whose vector is e; undefined where another one is close to it. */
function resolved(gram: Matrix, e: Float64Array, b: Float64Array): Float64Array | undefined {
  const first = inner(e, times(gram, e));
  const shifted = matrix(gram.rows, gram.cols, multipliedBy(gram.data, -1));
  for (let i = 0; i < e.length; i++) shifted.data[i * e.length + i]! += first;
  // In the direction of e, where it is zero, it gets a value of the others' size.
  addOuter(shifted, first, e, e);
  let lower: Matrix;
  try {
    lower = backend().cholesky(shifted);
  } catch (error) {
    if (error instanceof EtalonError && error.code === "linalg/not-positive-definite") return undefined;
    throw error;
  }
  for (let i = 0; i < e.length; i++) if (lower.data[i * e.length + i]! ** 2 < CLOSE * first) return undefined;
  const across = total([1, b], [-inner(e, b), e]);
  const half = backend().solveTriangular(lower, column(across), { lower: true });
  return backend().solveTriangular(lower, half, { lower: true, transpose: true }).data;
}

/** (σ₁² − CCᵀ)⁺·b by the singular vectors of C; those tied with the first are held. */
function resolvedByVectors(cross: Matrix, b: Float64Array): Float64Array {
  const { u, s } = backend().svd(cross);
  const first = s[0]! ** 2;
  const shares = transposeTimes(u, b);
  // What is outside U has the eigenvalue 0, so that 1/σ₁² is added to every direction and taken off those inside.
  const inside = shares.map((share, i) => {
    const gap = (s[0]! - s[i]!) * (s[0]! + s[i]!);
    return gap <= TIED * first ? -share / first : share * (1 / gap - 1 / first);
  });
  return total([1 / first, b], [1, times(u, inside)]);
}

/**
 * (σ₁² − CCᵀ)⁺·b for the dominant left singular vector w of C. With more rows than columns, where v = Cᵀw/σ₁, it is
 * (b − wwᵀb + C·(σ₁² − CᵀC)⁺·Cᵀb)/σ₁².
 */
function acrossDominant({ cross, gram, direction }: PlsStep, b: Float64Array): Float64Array {
  if (cross.rows <= cross.cols) return resolved(gram, direction, b) ?? resolvedByVectors(cross, b);
  const image = transposeTimes(cross, direction);
  const square = inner(image, image);
  const inside = resolved(gram, over(image, Math.sqrt(square)), transposeTimes(cross, b));
  if (inside === undefined) return resolvedByVectors(cross, b);
  return total(
    [1 / square, b],
    [-inner(direction, b) / square, direction],
    [1 / square, times(cross, inside)],
  );
}

/**
 * Adds ∂L/∂C from ∂L/∂w of the dominant left singular vector w of C: with g = (σ₁² − CCᵀ)⁺·∂L/∂w it is
 * g·(Cᵀw)ᵀ + w·(Cᵀg)ᵀ.
 */
function addDominant(byCross: Matrix, step: PlsStep, byDirection: Float64Array): void {
  const { cross, direction } = step;
  const g = acrossDominant(step, byDirection);
  addOuter(byCross, 1, g, transposeTimes(cross, direction));
  addOuter(byCross, 1, direction, transposeTimes(cross, g));
}

/** Partial least squares run backwards, component by component. */
function backwards(
  steps: readonly PlsStep[],
  train: Matrix,
  test: Matrix,
  targets: Matrix,
  byValues: Matrix,
): ByRows {
  const [byTrain, byTest, byTargets] = [train, test, targets].map(({ rows, cols }) => matrix(rows, cols));
  const byCross = matrix(train.cols, targets.cols);
  for (const step of steps.toReversed()) {
    const { predictors, held, direction, t, u, loading, weight } = step;
    const square = inner(t, t);
    const taken = times(byCross, weight);
    const byU = total([1, times(byValues, weight)], [-1, times(byTest!, loading)]);
    const byWeight = total([1, transposeTimes(byValues, u)], [-square, transposeTimes(byCross, loading)]);
    const byLoading = total(
      [-1, transposeTimes(byTrain!, t)],
      [-1, transposeTimes(byTest!, u)],
      [-square, taken],
    );
    const bySquare = -inner(loading, taken) - (inner(loading, byLoading) + inner(weight, byWeight)) / square;
    const byT = total(
      [-1, times(byTrain!, loading)],
      [1 / square, times(predictors, byLoading)],
      [1 / square, times(targets, byWeight)],
      [2 * bySquare, t],
    );
    addOuter(byTrain!, 1 / square, t, byLoading);
    addOuter(byTargets!, 1 / square, t, byWeight);
    addOuter(byTrain!, 1, byT, direction);
    addOuter(byTest!, 1, byU, direction);
    addDominant(byCross, step, total([1, transposeTimes(predictors, byT)], [1, transposeTimes(held, byU)]));
  }
  return {
    byTrain: combine(1, byTrain!, 1, backend().multiply(targets, byCross, { transposeB: true })),
    byTest: byTest!,
    byTargets: combine(1, byTargets!, 1, backend().multiply(train, byCross)),
  };
}

/**
 * Predictions by `partialLeastSquares` with their adjoint; the number of components is held.
 *
 * @param train n×p predictors and `targets` n×q, both centred. @param test m×p, minus the training mean.
 */
export function plsPrediction(
  train: Matrix,
  test: Matrix,
  targets: Matrix,
  components: number,
): PlsPrediction {
  const steps: PlsStep[] = [];
  const values = partialLeastSquares(train, test, targets, components, steps);
  return { values, adjoint: (byValues) => backwards(steps, train, test, targets, byValues) };
}

/** ∂L/∂A of a function of A·diag(1/d) and of d, the deviations of A, from the gradients by both; `inverse` is 1/d. */
function throughDeviation(
  a: Matrix,
  inverse: Float64Array,
  byScaled: Matrix,
  byDeviation: Float64Array,
): Matrix {
  const spread = byDeviation.map((by, j) => (by * inverse[j]!) / a.rows);
  return combine(1, scaleColumns(byScaled, inverse), 1, scaleColumns(a, spread));
}

/** −Σᵢ bᵢⱼ·sᵢⱼ/dⱼ: what the deviation of column j does to the scaled column. */
const byOwnDeviation = (byScaled: Matrix, scaled: Matrix, inverse: Float64Array): Float64Array =>
  columnSums(
    matrix(
      scaled.rows,
      scaled.cols,
      byScaled.data.map((by, k) => -by * scaled.data[k]!),
    ),
  ).map((sum, j) => sum * inverse[j]!);

/** {@link plsPrediction} with every unit of both sides at variance 1 in the training rows. */
export function scaledPlsPrediction(
  train: Matrix,
  test: Matrix,
  targets: Matrix,
  components: number,
): PlsPrediction {
  const [given, wanted] = [unitVariance(train, test), unitVariance(targets, targets)];
  const whitened = plsPrediction(given.train, given.test, wanted.train, components);
  // A constant unit became zero and stays there.
  const inverse = (scaled: Matrix, deviation: Float64Array): Float64Array => {
    const used = columnSums({ ...scaled, data: scaled.data.map((value) => value * value) });
    return deviation.map((d, j) => (used[j]! > 0 ? 1 / d : 0));
  };
  return {
    values: scaleColumns(whitened.values, wanted.deviation),
    adjoint: (byValues) => {
      const { byTrain, byTest, byTargets } = whitened.adjoint(scaleColumns(byValues, wanted.deviation));
      const [by, to] = [inverse(given.train, given.deviation), inverse(wanted.train, wanted.deviation)];
      const own = byOwnDeviation(byTrain, given.train, by);
      const held = byOwnDeviation(byTest, given.test, by);
      const fromTargets = byOwnDeviation(byTargets, wanted.train, to);
      const fromValues = columnSums({
        ...byValues,
        data: byValues.data.map((v, k) => v * whitened.values.data[k]!),
      });
      return {
        byTrain: throughDeviation(train, by, byTrain, total([1, own], [1, held])),
        byTest: scaleColumns(byTest, by),
        byTargets: throughDeviation(targets, to, byTargets, total([1, fromTargets], [1, fromValues])),
      };
    },
  };
}

/**
 * ∂/∂Y of the mean over units of r (or r²) of predictions by partial least squares, n×p2.
 *
 * @param sides The folds of X and of Y. @param target The side that is predicted from the other.
 * @throws Undefined when X or Y has no variance.
 */
export function plsGradient(
  x: Representation,
  y: Representation,
  sides: { readonly x: readonly Halves[]; readonly y: readonly Halves[] },
  target: "x" | "y",
  {
    components,
    scaling,
    of,
    aggregate,
  }: {
    readonly components: number;
    readonly scaling: "unscaled" | "scaled";
    readonly of: UnitScore;
    readonly aggregate: Aggregate;
  },
): Matrix {
  requireVariance(x, y);
  const [targets, predictors] = target === "x" ? [sides.x, sides.y] : [sides.y, sides.x];
  const predict = scaling === "scaled" ? scaledPlsPrediction : plsPrediction;
  const folds = predictors.map(({ trainValues, testValues }, k): HeldOutFold => {
    const made = predict(trainValues, testValues, targets[k]!.trainValues, components);
    return {
      predicted: made.values,
      back: (byPredicted, byActual) => {
        const { byTrain, byTest, byTargets } = made.adjoint(byPredicted);
        if (target === "x") return { byTrain, byTest };
        const byMean = columnSums(combine(1, byPredicted, 1, byActual));
        return { byTrain: byTargets, byTest: byActual, byMean };
      },
    };
  });
  return throughHeldOut(y, folds, targets, sides.y, of, aggregate);
}
