import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import { selectRows } from "../../linalg/elementwise.ts";

/** λ of mean cross-entropy + λ/2·‖W‖², features of mean 0 and variance 1; not chosen by the result. */
const PENALTY = 0.01;
const STEPS = 300;

/** Row-wise exp(xᵢⱼ)/Σ, in place. */
function softmax({ rows, cols, data }: Matrix): void {
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols);
    const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    let total = 0;
    row.forEach((value, j) => (total += row[j] = Math.exp(value - largest)));
    row.forEach((value, j) => (row[j] = value / total));
  }
}

/** Columns with the mean 0 and variance 1 of the training rows, and a last column of ones for the intercept. */
function standardised(x: Matrix, training: ArrayLike<number>): Matrix {
  const result = matrix(x.rows, x.cols + 1);
  result.data.fill(1);
  const n = training.length;
  for (let j = 0; j < x.cols; j++) {
    const seen = Array.from(training, (i) => x.data[i * x.cols + j]!);
    const mean = seen.reduce((total, value) => total + value / n, 0);
    const spread = Math.sqrt(seen.reduce((total, value) => total + (value - mean) ** 2 / n, 0)) || 1;
    for (let i = 0; i < x.rows; i++)
      result.data[i * result.cols + j] = (x.data[i * x.cols + j]! - mean) / spread;
  }
  return result;
}

/** The largest eigenvalue of XᵀX/n by thirty power iterations. */
function curvature(x: Matrix): number {
  let v = matrix(x.cols, 1, new Float64Array(x.cols).fill(1 / Math.sqrt(x.cols)));
  let size = 0;
  for (let k = 0; k < 30; k++) {
    const next = backend().multiply(x, backend().multiply(x, v), { transposeA: true });
    size = Math.sqrt(next.data.reduce((total, value) => total + value * value, 0));
    v = matrix(
      x.cols,
      1,
      next.data.map((value) => value / size),
    );
  }
  return size / x.rows;
}

/** Weights of multinomial logistic regression by Nesterov's accelerated gradient, step 1/L with L = λmax/2 + λ. */
function fit(x: Matrix, labels: ArrayLike<number>, classes: number): Matrix {
  const step = 1 / (0.55 * curvature(x) + PENALTY);
  let weights = matrix(x.cols, classes);
  let ahead = weights;
  for (let k = 0; k < STEPS; k++) {
    const error = backend().multiply(x, ahead);
    softmax(error);
    for (let i = 0; i < x.rows; i++) error.data[i * classes + labels[i]!]! -= 1;
    const slope = backend().multiply(x, error, { transposeA: true });
    const next = matrix(
      x.cols,
      classes,
      ahead.data.map((w, i) => w - step * (slope.data[i]! / x.rows + PENALTY * w)),
    );
    const momentum = k / (k + 3);
    ahead = matrix(
      x.cols,
      classes,
      next.data.map((w, i) => w + momentum * (w - weights.data[i]!)),
    );
    weights = next;
  }
  return weights;
}

/**
 * How well the class can be read from a layer: held-out accuracy of multinomial logistic regression with an L2 penalty,
 * trained on every other image and tested on the rest, both ways round.
 *
 * @param x n×p activations
 */
export function probeAccuracy(x: Matrix, labels: ArrayLike<number>): number {
  const classes = Math.max(...Array.from(labels)) + 1;
  const halves = [0, 1].map((first) =>
    Array.from({ length: Math.floor((x.rows - first + 1) / 2) }, (_, i) => 2 * i + first),
  );
  let right = 0;
  for (const [training, test] of [halves, [...halves].reverse()] as [number[], number[]][]) {
    const z = standardised(x, training);
    const weights = fit(
      selectRows(z, training),
      training.map((i) => labels[i]!),
      classes,
    );
    const scores = backend().multiply(selectRows(z, test), weights);
    test.forEach((image, i) => {
      const row = scores.data.subarray(i * classes, (i + 1) * classes);
      if (row.indexOf(row.reduce((a, b) => Math.max(a, b), -Infinity)) === labels[image]) right++;
    });
  }
  return right / x.rows;
}
