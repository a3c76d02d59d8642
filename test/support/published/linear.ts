import type { Matrix } from "../../../core/matrix.ts";
import type { Representation } from "../../../core/representation.ts";
import { combine, inner, leadingColumns, scaleColumns, squaredNorm } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { spectrum } from "../../../representation/spectral.ts";
import { centred, filled, mean, row, total, transposedTimes, type Sides } from "./common.ts";

/** Singular values of the overlap of two orthonormal bases. */
const correlations = (u: Matrix, v: Matrix): Float64Array => backend().singularValues(transposedTimes(u, v));

/** SVCCA with the k leading components of each side. */
const svcca = ([x, y]: Sides, kept: (sigma: Float64Array) => number): number => {
  const [a, b] = [x, y].map((of) => {
    const { u, sigma, rank } = spectrum(of);
    return leadingColumns(u, kept(sigma.subarray(0, rank)));
  });
  return mean(correlations(a!, b!));
};

/** The index of the first cumulative share that reaches what is wanted, and 0 where none does, as argmax gives it. */
const firstToReach = (shares: readonly number[], wanted: number): number =>
  Math.max(
    0,
    shares.findIndex((share) => share >= wanted),
  );

const cumulative = (weights: Float64Array): number[] => {
  let sum = 0;
  return Array.from(weights, (weight) => (sum += weight) / total(weights));
};

/** A cumulative share compared with 0.99 of the total variance, which exceeds 1: one component is kept. */
export const svccaThreshold = (sides: Sides): number =>
  svcca(sides, (sigma) => {
    const variances = sigma.map((value) => value ** 2);
    return firstToReach(cumulative(variances), 0.99 * total(variances)) + 1;
  });

/** 99 % of the sum of the singular values instead of their squares. */
export const svccaOfSingularValues = (sides: Sides): number =>
  svcca(sides, (sigma) => firstToReach(cumulative(sigma), 0.99) + 1);

/**
 * PWCCA whose directions lack the inverse root of the covariance and have the mean added back: UᵀXc + mean, in place
 * of the canonical variables, with X as it is for the weights.
 */
export function pwccaDirections([x, y]: Sides): number {
  const [sx, sy] = [spectrum(x), spectrum(y)];
  const svd = backend().svd(transposedTimes(sx.u, sy.u));
  // Σ_X^(−½)Σ_XYΣ_Y^(−½) = V_X·M·V_Yᵀ, so that its left singular vectors give Xc·V_X·A = U_X·S_X·A.
  const scores = backend().multiply(scaleColumns(sx.u, sx.sigma.subarray(0, sx.rank)), svd.u);
  const scale = Math.sqrt(squaredNorm(centred(x)) / squaredNorm(scores));
  const means = Array.from({ length: x.p }, (_, j) =>
    mean(Array.from({ length: x.n }, (_u, i) => x.values.data[i * x.p + j]!)),
  );
  const moved = filled(x.n, scores.cols, (i, j) => scores.data[i * scores.cols + j]! * scale + means[j]!);
  const weights = weightsOf(backend().qr(moved).q, x.values);
  return inner(Float64Array.from(weights), svd.s) / total(weights);
}

const weightsOf = (p: Matrix, x: Matrix): number[] => {
  const projected = transposedTimes(p, x);
  return Array.from({ length: projected.rows }, (_, i) => total(row(projected, i).map(Math.abs)));
};

const padded = (a: Matrix, cols: number): Matrix =>
  filled(a.rows, cols, (i, j) => (j < a.cols ? a.data[i * a.cols + j]! : 0));

/** R² of X from Y by a QR of Y that has been brought to more columns by zeros, as LAPACK's Householder QR does it. */
export function regressionPadded(x: Representation, y: Representation, cols: number): number {
  const xc = centred(x);
  const projected = transposedTimes(householderBasis(padded(centred(y), cols)), xc);
  return squaredNorm(projected) / squaredNorm(xc);
}

/** The first columns of H₁H₂…, one Householder reflection a column; a column of zeros reflects nothing. */
function householderBasis(a: Matrix): Matrix {
  const [r, reflections] = [a.data.slice(), [] as Float64Array[]];
  for (let j = 0; j < a.cols; j++) {
    const v = new Float64Array(a.rows);
    for (let i = j; i < a.rows; i++) v[i] = r[i * a.cols + j]!;
    const size = Math.sqrt(inner(v, v));
    v[j]! += v[j]! < 0 ? -size : size;
    reflections.push(v);
    reflect(v, r, a.cols);
  }
  const q = filled(a.rows, a.cols, (i, j) => (i === j ? 1 : 0));
  for (const v of reflections.reverse()) reflect(v, q.data, a.cols);
  return q;
}

/** (I − 2vvᵀ/‖v‖²)·A in place. */
function reflect(v: Float64Array, data: Float64Array, cols: number): void {
  const size = inner(v, v);
  if (size === 0) return;
  for (let c = 0; c < cols; c++) {
    let dot = 0;
    for (let i = 0; i < v.length; i++) dot += v[i]! * data[i * cols + c]!;
    for (let i = 0; i < v.length; i++) data[i * cols + c]! -= (2 * dot * v[i]!) / size;
  }
}

/** How held-out squared errors become one R²: all together, or the mean over folds, or over folds and outputs. */
export type Pooling = "pooled" | "outputs" | "folds";

/** R² on k contiguous folds of X from Y by normal equations with λ on the diagonal, about the training mean. */
export function heldOutR2([x, y]: Sides, lambda: number, pooling: Pooling, folds = 5): number {
  const sums: { fold: number; output: number; sse: number; sst: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const [from, to] = [Math.floor((fold * x.n) / folds), Math.floor(((fold + 1) * x.n) / folds)];
    const split = (a: Matrix): [train: Matrix, test: Matrix] => {
      const rest = filled(a.rows - (to - from), a.cols, (i, j) => row(a, i < from ? i : i + to - from)[j]!);
      const means = Array.from({ length: a.cols }, (_, j) =>
        mean(Array.from({ length: rest.rows }, (_u, i) => row(rest, i)[j]!)),
      );
      return [
        filled(rest.rows, a.cols, (i, j) => row(rest, i)[j]! - means[j]!),
        filled(to - from, a.cols, (i, j) => row(a, from + i)[j]! - means[j]!),
      ];
    };
    const [[xTrain, xTest], [yTrain, yTest]] = [split(x.values), split(y.values)];
    const normal = backend().gram(yTrain);
    for (let j = 0; j < normal.cols; j++) normal.data[j * normal.cols + j]! += lambda;
    const lower = backend().cholesky(normal);
    const half = backend().solveTriangular(lower, transposedTimes(yTrain, xTrain), { lower: true });
    const weights = backend().solveTriangular(lower, half, { lower: true, transpose: true });
    const error = combine(1, xTest, -1, backend().multiply(yTest, weights));
    const column = (a: Matrix, j: number): number =>
      total(Array.from({ length: a.rows }, (_, i) => row(a, i)[j]! ** 2));
    for (let output = 0; output < x.p; output++)
      sums.push({ fold, output, sse: column(error, output), sst: column(xTest, output) });
  }
  const r2 = (of: typeof sums): number =>
    1 - total(of.map(({ sse }) => sse)) / total(of.map(({ sst }) => sst));
  if (pooling === "pooled") return r2(sums);
  const key = ({ fold, output }: (typeof sums)[number]): string =>
    pooling === "outputs" ? `${fold}/${output}` : String(fold);
  const groups = new Set(sums.map(key));
  return mean([...groups].map((group) => r2(sums.filter((entry) => key(entry) === group))));
}

/** R²_CCA without centring. */
export const ccaUncentred = ([x, y]: Sides): number => {
  const rho = correlations(backend().qr(x.values).q, backend().qr(y.values).q);
  return mean(rho.map((value) => value ** 2));
};

/** R²_CCA over the width of X. */
export const ccaOverFirst = ([x, y]: Sides): number =>
  squaredNorm(transposedTimes(spectrum(x).u, spectrum(y).u)) / x.p;

/** Mean CCA through the eigenvectors of the covariances, inverting every eigenvalue above zero. */
export function ccaByCovariance(sides: Sides): number {
  const [a, b] = sides.map((of) => {
    const xc = centred(of);
    const { values, vectors } = backend().eigenSymmetric(backend().gram(xc));
    const kept = values.filter((value) => value > 0);
    return scaleColumns(
      backend().multiply(xc, leadingColumns(vectors, kept.length)),
      kept.map((value) => 1 / Math.sqrt(value)),
    );
  });
  return total(correlations(a!, b!)) / Math.min(sides[0].p, sides[1].p);
}
