import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { randomFrom } from "../core/random.ts";
import { scaleColumns, selectRows } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "./centered.ts";
import { derived } from "./derived.ts";
import { rawMoments } from "./raw-moments.ts";

/** Fewest units: below, a decomposition of Xc itself costs next to nothing. */
const UNITS = 32;

/**
 * Largest condition number of XcᵀXc. Squaring the condition costs ε times this of a column space, some 1e-12; what is
 * decomposed from XcᵀXc is p×p where Xc is n×p.
 */
const CONDITION = 1e4;

/** The covariance up to its factor, XcᵀXc, p×p. */
export const covariance = derived(
  "covariance",
  (x): Matrix => {
    const raw = rawMoments(x);
    if (raw === undefined) return backend().gram(centered(x), true);
    const result = backend().gram(x.values, true);
    backend().scale(result.data, 1 / raw.scale ** 2);
    backend().addOuter(result, -1, raw.root, raw.root);
    return result;
  },
  (value) => value,
);

/** Columns of power iterations, and how many. */
const [PROBES, STEPS] = [4, 4];

const lengths = ({ rows, cols, data }: Matrix): Float64Array => {
  const squares = new Float64Array(cols);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) squares[j]! += data[k]! ** 2;
  return squares.map(Math.sqrt);
};

/** The largest eigenvalue of a positive definite map, from below and to a factor of two in all likelihood. */
function largestEigenvalue(p: number, apply: (v: Matrix) => Matrix): number {
  let v = randomFrom("condition", p).gaussianMatrix(p, PROBES);
  let found = 0;
  for (let step = 0; step < STEPS; step++) {
    v = scaleColumns(
      v,
      lengths(v).map((length) => 1 / length),
    );
    v = apply(v);
    found = Math.max(...lengths(v));
  }
  return found;
}

/** Whether LLᵀ has a condition number of at most {@link CONDITION}, as power iterations estimate it. */
function isWellConditioned(l: Matrix, c: Matrix): boolean {
  let [low, high] = [Infinity, 0];
  for (let j = 0; j < l.rows; j++) {
    const pivot = l.data[j * (l.rows + 1)]! ** 2;
    [low, high] = [Math.min(low, pivot), Math.max(high, pivot)];
  }
  // The condition is no smaller.
  if (!(high <= CONDITION * low)) return false;
  const largest = largestEigenvalue(l.rows, (v) => backend().multiply(c, v));
  const inverse = largestEigenvalue(l.rows, (v) => {
    const half = backend().solveTriangular(l, v, { lower: true });
    return backend().solveTriangular(l, half, { lower: true, transpose: true, overwrite: true });
  });
  return largest * inverse <= CONDITION;
}

/**
 * The lower triangular L with LLᵀ = XcᵀXc where X is well conditioned, so that Xc·L⁻ᵀ is an orthonormal basis of its column
 * space to some 1e-12; undefined elsewhere, for few units and for p ≥ n.
 */
export const covarianceFactor = derived(
  "covarianceFactor",
  (x): Matrix | undefined => {
    if (x.p < UNITS || x.p >= x.n) return undefined;
    try {
      const c = covariance(x);
      const l = backend().cholesky(c);
      return isWellConditioned(l, c) ? l : undefined;
    } catch (error) {
      if (error instanceof EtalonError && error.code === "linalg/not-positive-definite") return undefined;
      throw error;
    }
  },
  (value) => value,
);

/** XcᵀXc = V·diag(σ²)·Vᵀ. */
export interface PrincipalAxes {
  /** p×p, a column each. */
  readonly vectors: Matrix;
  /** σ, descending. */
  readonly sigma: Float64Array;
}

/** The principal axes of X and its singular values where X is well conditioned, as {@link covarianceFactor} says. */
export const principalAxes = derived(
  "principalAxes",
  (x): PrincipalAxes | undefined => {
    if (covarianceFactor(x) === undefined) return undefined;
    const { values, vectors } = backend().eigenSymmetric(covariance(x));
    return { vectors, sigma: values.map(Math.sqrt) };
  },
  (value) => value,
);

const inverse = (sigma: Float64Array): Float64Array => sigma.map((value) => 1 / value);

/** U_X = Xc·V·diag(1/σ), n×p, where there are {@link principalAxes}. */
export const leftVectors = derived(
  "leftVectors",
  (x): Matrix | undefined => {
    const axes = principalAxes(x);
    return axes && backend().multiply(centered(x), scaleColumns(axes.vectors, inverse(axes.sigma)));
  },
  (value, order) => value && selectRows(value, order),
);

/** U_XᵀU_Y = diag(1/σ_X)·V_Xᵀ·XcᵀYc·V_Y·diag(1/σ_Y), of as many columns of each V as there are. */
export function overlapOfAxes(cross: Matrix, x: PrincipalAxes, y: PrincipalAxes): Matrix {
  const left = backend().multiply(x.vectors, cross, { transposeA: true });
  const both = backend().multiply(left, y.vectors);
  for (let i = 0, k = 0; i < both.rows; i++) {
    const own = 1 / x.sigma[i]!;
    for (let j = 0; j < both.cols; j++, k++) both.data[k]! *= own / y.sigma[j]!;
  }
  return both;
}
