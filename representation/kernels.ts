import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { squaredNorm, sum } from "../linalg/elementwise.ts";
import type { RowRule } from "./derived.ts";
import { derived, derivedWith } from "./derived.ts";
import { median } from "./select.ts";
import { gramCentered } from "./spectral.ts";
import { relations, unchanged } from "./row-rules.ts";

/** Squared Euclidean distances between rows, n×n: zero on the diagonal, never negative, exactly symmetric. */
export const squaredDistances = derived(
  "squaredDistances",
  (x): Matrix => {
    const { n } = x;
    const k = gramCentered(x).data;
    const result = matrix(n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const distance = Math.max(0, k[i * n + i]! + k[j * n + j]! - 2 * k[i * n + j]!);
        result.data[i * n + j] = distance;
        result.data[j * n + i] = distance;
      }
    }
    return result;
  },
  relations,
);

/** The strict lower triangle of a symmetric n×n matrix, row by row: n(n−1)/2 values. */
export function triangle(a: Matrix): Float64Array {
  const result = new Float64Array((a.rows * (a.rows - 1)) / 2);
  let k = 0;
  for (let i = 1; i < a.rows; i++) for (let j = 0; j < i; j++) result[k++] = a.data[i * a.rows + j]!;
  return result;
}

/** The median of the n(n−1)/2 squared distances between different rows. */
export const medianSquaredDistance = derived(
  "medianSquaredDistance",
  (x): number => median(triangle(squaredDistances(x))),
  unchanged,
);

/** The median of all n² squared distances, the n zeros of the diagonal included (as in the demo of 2019). */
export const medianSquaredDistanceAll = derived(
  "medianSquaredDistanceAll",
  (x): number => median(squaredDistances(x).data.slice()),
  unchanged,
);

/** H·A·H for a symmetric n×n matrix, H = I − 11ᵀ/n: row, column and grand means removed. */
export function doubleCenter(a: Matrix): Matrix {
  const n = a.rows;
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) means[i] = sum(a.data.subarray(i * n, (i + 1) * n)) / n;
  const grand = sum(means) / n;
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) result.data[i * n + j] = a.data[i * n + j]! - means[i]! - means[j]! + grand;
  }
  return result;
}

/** A centred kernel matrix with its Frobenius norm. */
export interface CenteredKernel {
  readonly matrix: Matrix;
  readonly norm: number;
}

const kernelRule: RowRule<CenteredKernel | undefined> = (value, order) =>
  value && { ...value, matrix: relations(value.matrix, order)! };

const withNorm = (a: Matrix): CenteredKernel => ({ matrix: a, norm: Math.sqrt(squaredNorm(a)) });

/** Gaussian kernel exp(−d²/(2·variance)) of squared distances. */
export function gaussianKernel(squared: Matrix, variance: number): Matrix {
  return { ...squared, data: squared.data.map((d2) => Math.exp(-d2 / (2 * variance))) };
}

/** H·K·H of the Gaussian kernel with σ² = width² · median off-diagonal squared distance. */
export const rbfByMedian = derivedWith(
  "rbfByMedian",
  (x, width: number): CenteredKernel | undefined => {
    const variance = width ** 2 * medianSquaredDistance(x);
    return variance > 0 ? withNorm(doubleCenter(gaussianKernel(squaredDistances(x), variance))) : undefined;
  },
  kernelRule,
);

/** H·K·H of the Gaussian kernel with σ² = width² · median over all n² squared distances. */
export const rbfByMedianAll = derivedWith(
  "rbfByMedianAll",
  (x, width: number): CenteredKernel | undefined => {
    const variance = width ** 2 * medianSquaredDistanceAll(x);
    return variance > 0 ? withNorm(doubleCenter(gaussianKernel(squaredDistances(x), variance))) : undefined;
  },
  kernelRule,
);
