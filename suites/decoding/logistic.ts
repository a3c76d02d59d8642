import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";

/** Newton steps at most; with a penalty, eight are enough for twelve digits in all but odd cases. */
const STEPS = 25;

/** The largest change of a weight after which the fit is done: what a step of Newton's leaves is of the order of its square. */
const CONVERGED = 1e-4;

/** ln(1 + eᵗ) without overflow. */
const softplus = (t: number): number => (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));

/** Weights of the units, then the intercept. */
function margins(a: Matrix, w: Float64Array): Float64Array {
  const { rows, cols, data } = a;
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let total = w[cols]!;
    for (let j = 0; j < cols; j++) total += w[j]! * data[i * cols + j]!;
    result[i] = total;
  }
  return result;
}

/** Σ ln(1 + e^(−±margin)) + ½‖w‖², the intercept free. */
function loss(a: Matrix, labels: ArrayLike<number>, w: Float64Array): number {
  let total = 0;
  const t = margins(a, w);
  for (let i = 0; i < a.rows; i++) total += softplus(labels[i] === 1 ? -t[i]! : t[i]!);
  for (let j = 0; j < a.cols; j++) total += w[j]! ** 2 / 2;
  return total;
}

/** The gradient of {@link loss} and its Hessian, lifted by a hair in the intercept so that it always has a factor. */
function quadratic(a: Matrix, labels: ArrayLike<number>, w: Float64Array): { g: Matrix; h: Matrix } {
  const { rows, cols, data } = a;
  const t = margins(a, w);
  const g = matrix(cols + 1, 1);
  const weighted = matrix(rows, cols + 1);
  for (let i = 0; i < rows; i++) {
    const probability = 1 / (1 + Math.exp(-t[i]!));
    const residual = probability - (labels[i] === 1 ? 1 : 0);
    const root = Math.sqrt(probability * (1 - probability));
    for (let j = 0; j < cols; j++) {
      g.data[j]! += residual * data[i * cols + j]!;
      weighted.data[i * (cols + 1) + j] = root * data[i * cols + j]!;
    }
    g.data[cols]! += residual;
    weighted.data[i * (cols + 1) + cols] = root;
  }
  const h = backend().gram(weighted);
  for (let j = 0; j < cols; j++) {
    g.data[j]! += w[j]!;
    h.data[j * (cols + 1) + j]! += 1;
  }
  h.data[(cols + 1) ** 2 - 1]! += 1e-9;
  return { g, h };
}

/**
 * Logistic regression of labels in {0, 1} on the rows of A (n×p): the weights of the units, then the intercept, which
 * minimise Σ ln(1 + e^(−±margin)) + ½‖w‖². By Newton's method with step halving, from zero: deterministic.
 */
export function logisticWeights(a: Matrix, labels: ArrayLike<number>): Float64Array {
  let w = new Float64Array(a.cols + 1);
  let current = loss(a, labels, w);
  for (let step = 0; step < STEPS; step++) {
    const { g, h } = quadratic(a, labels, w);
    const lower = backend().cholesky(h);
    const half = backend().solveTriangular(lower, g, { lower: true });
    const { data: move } = backend().solveTriangular(lower, half, { lower: true, transpose: true });
    let next = w;
    let length = 1;
    for (; length > 1e-6; length /= 2) {
      next = w.map((value, j) => value - length * move[j]!);
      const tried = loss(a, labels, next);
      if (tried <= current) {
        current = tried;
        break;
      }
    }
    if (length <= 1e-6) return w;
    w = next;
    if (move.every((value) => Math.abs(value) <= CONVERGED)) return w;
  }
  return w;
}

/** wᵀa + intercept for each row. */
export const decisionValues = margins;
