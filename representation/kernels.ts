import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { squaredNorm, sum } from "../linalg/elementwise.ts";
import { mirrorLower } from "../linalg/reorder.ts";
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
    const own = Float64Array.from({ length: n }, (_, i) => k[i * n + i]!);
    for (let i = 0; i < n; i++) {
      for (let j = 0, at = i * n; j < i; j++, at++) {
        result.data[at] = Math.max(0, own[i]! + own[j]! - 2 * k[at]!);
      }
    }
    // Columns are written tile by tile: one at a time they would all fall out of the cache.
    mirrorLower(result.data, n);
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

/**
 * H·A·H for a symmetric n×n matrix, H = I − 11ᵀ/n: row, column and grand means removed.
 *
 * @param result Where it goes; may be A itself. @defaultValue a new matrix
 */
export function doubleCenter(a: Matrix, result: Matrix = matrix(a.rows, a.rows)): Matrix {
  const n = a.rows;
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) means[i] = sum(a.data.subarray(i * n, (i + 1) * n)) / n;
  const grand = sum(means) / n;
  for (let i = 0; i < n; i++) {
    const own = means[i]!;
    for (let j = 0, at = i * n; j < n; j++, at++) result.data[at] = a.data[at]! - own - means[j]! + grand;
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
  const n = squared.rows;
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let at = i * n; at <= i * n + i; at++) {
      result.data[at] = Math.exp(-squared.data[at]! / (2 * variance));
    }
  }
  mirrorLower(result.data, n);
  return result;
}

/** H·K·H of the Gaussian kernel with σ² = width² · median off-diagonal squared distance. */
export const rbfByMedian = derivedWith(
  "rbfByMedian",
  (x, width: number): CenteredKernel | undefined => {
    const variance = width ** 2 * medianSquaredDistance(x);
    if (!(variance > 0)) return undefined;
    const kernel = gaussianKernel(squaredDistances(x), variance);
    return withNorm(doubleCenter(kernel, kernel));
  },
  kernelRule,
);

/** H·K·H of the Gaussian kernel with σ² = width² · median over all n² squared distances. */
export const rbfByMedianAll = derivedWith(
  "rbfByMedianAll",
  (x, width: number): CenteredKernel | undefined => {
    const variance = width ** 2 * medianSquaredDistanceAll(x);
    if (!(variance > 0)) return undefined;
    const kernel = gaussianKernel(squaredDistances(x), variance);
    return withNorm(doubleCenter(kernel, kernel));
  },
  kernelRule,
);
