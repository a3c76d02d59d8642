import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";

/** Added to a variance before its root is taken (Ioffe and Szegedy 2015, algorithm 1). */
export const EPSILON = 1e-5;

/** Share of the newest batch in the running statistics. */
const MOMENTUM = 0.1;

/** Scale and shift, which are learnt, and the running statistics, which are only followed. */
export interface BatchNorm {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** The identity: scale 1, shift 0, mean 0, variance 1. */
export function initialBatchNorm(channels: number): BatchNorm {
  return {
    scale: new Float64Array(channels).fill(1),
    shift: new Float64Array(channels),
    mean: new Float64Array(channels),
    variance: new Float64Array(channels).fill(1),
  };
}

/** What the backward pass needs of the forward pass. */
export interface Normalised {
  readonly output: Matrix;
  readonly normalised: Matrix;
  readonly inverseDeviation: Float64Array;
}

/** Mean and (biased) variance of each column. */
function moments(x: Matrix): { mean: Float64Array; variance: Float64Array } {
  const mean = new Float64Array(x.cols);
  const variance = new Float64Array(x.cols);
  const { rows, cols, data } = x;
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) mean[j] = mean[j]! + data[at]!;
  for (let j = 0; j < cols; j++) mean[j] = mean[j]! / rows;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) variance[j] = variance[j]! + (data[at]! - mean[j]!) ** 2;
  }
  for (let j = 0; j < cols; j++) variance[j] = variance[j]! / rows;
  return { mean, variance };
}

/**
 * Normalises each column by the statistics of this batch and moves the running statistics of `norm` (with the
 * unbiased variance) towards them.
 */
export function normaliseBatch(x: Matrix, norm: BatchNorm): Normalised {
  const { mean, variance } = moments(x);
  for (let j = 0; j < x.cols; j++) {
    norm.mean[j] = (1 - MOMENTUM) * norm.mean[j]! + MOMENTUM * mean[j]!;
    norm.variance[j] = (1 - MOMENTUM) * norm.variance[j]! + (MOMENTUM * variance[j]! * x.rows) / (x.rows - 1);
  }
  return apply(x, norm, mean, variance);
}

/** Normalises each column by the running statistics: what the finished network does. */
export function normaliseRunning(x: Matrix, norm: BatchNorm): Matrix {
  return apply(x, norm, norm.mean, norm.variance).output;
}

function apply(x: Matrix, norm: BatchNorm, mean: Float64Array, variance: Float64Array): Normalised {
  const { rows, cols } = x;
  const inverseDeviation = variance.map((value) => 1 / Math.sqrt(value + EPSILON));
  const normalised = matrix(rows, cols);
  const output = matrix(rows, cols);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const value = (x.data[at]! - mean[j]!) * inverseDeviation[j]!;
      normalised.data[at] = value;
      output.data[at] = norm.scale[j]! * value + norm.shift[j]!;
    }
  }
  return { output, normalised, inverseDeviation };
}

/** Gradients of the loss with respect to scale, shift and input. */
export interface BatchNormGradient {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  readonly input: Matrix;
}

/**
 * Backward pass of {@link normaliseBatch}: with g the gradient of the output, ĝ its column means and ĝz those of
 * g·z, the input's gradient is scale/σ · (g − ĝ − z·ĝz) (Ioffe and Szegedy 2015, section 3).
 */
export function batchNormGradient(forward: Normalised, norm: BatchNorm, gradient: Matrix): BatchNormGradient {
  const { rows, cols } = gradient;
  const scale = new Float64Array(cols);
  const shift = new Float64Array(cols);
  const z = forward.normalised.data;
  const g = gradient.data;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      shift[j] = shift[j]! + g[at]!;
      scale[j] = scale[j]! + g[at]! * z[at]!;
    }
  }
  const input = matrix(rows, cols);
  const factor = norm.scale.map((value, j) => value * forward.inverseDeviation[j]!);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      input.data[at] = factor[j]! * (g[at]! - (shift[j]! + z[at]! * scale[j]!) / rows);
    }
  }
  return { scale, shift, input };
}
