import type { Matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { beside, combine, scaleColumns } from "../linalg/elementwise.ts";
import { matrix } from "../core/matrix.ts";
import { backend } from "../linalg/index.ts";

/**
 * A representation built from its principal components, so that single components can be replaced, decorrelated,
 * dropped or rescaled and the exact score of every spectral measure is known.
 */
export interface Components {
  /** n×p, orthonormal columns orthogonal to the constant vector. */
  readonly u: Matrix;
  /** λ: variances of the components (eigenvalues of XcXcᵀ), descending. */
  readonly lambda: readonly number[];
  /** p×p orthogonal: the axes of the components in the space of units. */
  readonly v: Matrix;
  /** n×p, orthonormal columns orthogonal to `u` and to the constant vector. */
  readonly fresh: Matrix;
}

/** `count` orthonormal columns in n dimensions, all orthogonal to the constant vector: a Haar draw inside 1⊥. */
export function centeredBasis(n: number, count: number, random: Random): Matrix {
  const ones = matrix(n, 1, new Float64Array(n).fill(1));
  const { q } = backend().qr(beside(ones, random.gaussianMatrix(n, count)));
  const result = matrix(n, count);
  for (let i = 0; i < n; i++)
    result.data.set(q.data.subarray(i * (count + 1) + 1, (i + 1) * (count + 1)), i * count);
  return result;
}

/** Random components with the given variances in n > 2p dimensions. */
export function randomComponents(n: number, lambda: readonly number[], random: Random): Components {
  const p = lambda.length;
  const basis = centeredBasis(n, 2 * p, random.child("basis"));
  const [u, fresh] = [matrix(n, p), matrix(n, p)];
  for (let i = 0; i < n; i++) {
    u.data.set(basis.data.subarray(i * 2 * p, i * 2 * p + p), i * p);
    fresh.data.set(basis.data.subarray(i * 2 * p + p, (i + 1) * 2 * p), i * p);
  }
  return { u, lambda, v: backend().qr(random.child("axes").gaussianMatrix(p, p)).q, fresh };
}

/** U·diag(√λ)·Vᵀ: the n×p values. */
export function assemble(u: Matrix, lambda: readonly number[], v: Matrix): Matrix {
  return backend().multiply(scaleColumns(u, lambda.map(Math.sqrt)), v, { transposeB: true });
}

/** Component i of U turned towards a new direction until its correlation with the old one is c; c = 0 replaces it. */
export function decorrelate({ u, fresh }: Components, i: number, c: number): Matrix {
  const p = u.cols;
  const keep = Array.from({ length: p }, (_, j) => (j === i ? c : 1));
  const add = Array.from({ length: p }, (_, j) => (j === i ? Math.sqrt(1 - c * c) : 0));
  return combine(1, scaleColumns(u, keep), 1, scaleColumns(fresh, add));
}

/** λ with all but the top k set to zero. */
export const keepTop = (lambda: readonly number[], k: number): number[] =>
  lambda.map((value, i) => (i < k ? value : 0));
