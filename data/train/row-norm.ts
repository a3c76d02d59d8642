import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";

/** Added to the variance of a row before its root is taken (Ba et al. 2016; the value of common libraries). */
const EPSILON = 1e-5;

/** Rows with mean 0 and variance 1, and what the backward pass needs besides. */
export interface NormalisedRows {
  readonly output: Matrix;
  readonly inverseDeviation: Float64Array;
}

/** Layer norm without parameters: each row minus its mean, over its standard deviation. */
export function normaliseRows(x: Matrix): NormalisedRows {
  const { rows, cols, data } = x;
  const output = matrix(rows, cols);
  const inverseDeviation = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const start = i * cols;
    let mean = 0;
    for (let j = 0; j < cols; j++) mean += data[start + j]! / cols;
    let variance = 0;
    for (let j = 0; j < cols; j++) variance += (data[start + j]! - mean) ** 2 / cols;
    const inverse = 1 / Math.sqrt(variance + EPSILON);
    for (let j = 0; j < cols; j++) output.data[start + j] = (data[start + j]! - mean) * inverse;
    inverseDeviation[i] = inverse;
  }
  return { output, inverseDeviation };
}

/** Backward pass: with z a normalised row and g its gradient, (g − mean(g) − z·mean(g·z)) / σ. */
export function rowNormGradient({ output, inverseDeviation }: NormalisedRows, gradient: Matrix): Matrix {
  const { rows, cols } = gradient;
  const result = matrix(rows, cols);
  const z = output.data;
  const g = gradient.data;
  for (let i = 0; i < rows; i++) {
    const start = i * cols;
    let mean = 0;
    let along = 0;
    for (let j = start; j < start + cols; j++) {
      mean += g[j]! / cols;
      along += (g[j]! * z[j]!) / cols;
    }
    for (let j = start; j < start + cols; j++) {
      result.data[j] = (g[j]! - mean - z[j]! * along) * inverseDeviation[i]!;
    }
  }
  return result;
}
