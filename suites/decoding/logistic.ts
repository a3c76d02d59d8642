import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";

/** Newton steps at most; with a penalty, eight are enough for twelve digits in all but odd cases. */
const STEPS = 25;

/** The largest change of a weight after which the fit is done: what a step of Newton's leaves is of the order of its square. */
const CONVERGED = 1e-4;

/** ln(1 + eᵗ) without overflow. */
const softplus = (t: number): number => (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));

/** What the boundary says of each row: positive for the class. Weights of the units, then the intercept. */
export function decisionValues(a: Matrix, w: Float64Array): Float64Array {
  const { rows, cols, data } = a;
  const result = new Float64Array(rows);
  for (let i = 0, k = 0; i < rows; i++) {
    let total = w[cols]!;
    for (let j = 0; j < cols; j++, k++) total += w[j]! * data[k]!;
    result[i] = total;
  }
  return result;
}

/** Σ ln(1 + e^(−±margin)) + ½‖w‖², the intercept free. */
function loss(t: Float64Array, labels: ArrayLike<number>, w: Float64Array): number {
  let total = 0;
  for (let i = 0; i < t.length; i++) total += softplus(labels[i] === 1 ? -t[i]! : t[i]!);
  for (let j = 0; j < w.length - 1; j++) total += w[j]! ** 2 / 2;
  return total;
}

const logistic = (t: number): number => 1 / (1 + Math.exp(-t));

/** The gradient of {@link loss}. */
function gradient(
  { cols, data }: Matrix,
  t: Float64Array,
  labels: ArrayLike<number>,
  w: Float64Array,
): Matrix {
  const g = matrix(cols + 1, 1);
  for (let i = 0, k = 0; i < t.length; i++) {
    const residual = logistic(t[i]!) - (labels[i] === 1 ? 1 : 0);
    for (let j = 0; j < cols; j++, k++) g.data[j]! += residual * data[k]!;
    g.data[cols]! += residual;
  }
  for (let j = 0; j < cols; j++) g.data[j]! += w[j]!;
  return g;
}

/**
 * The Cholesky factor of the Hessian of {@link loss}, which is lifted by a hair in the intercept so that it always has
 * one. It depends on the labels by the margins alone.
 *
 * @param room n×(p + 1), written over.
 */
function factor({ cols, data }: Matrix, t: Float64Array, room: Matrix): Matrix {
  const weighted = room.data;
  for (let i = 0, k = 0, at = 0; i < t.length; i++) {
    const probability = logistic(t[i]!);
    const root = Math.sqrt(probability * (1 - probability));
    for (let j = 0; j < cols; j++) weighted[at++] = root * data[k++]!;
    weighted[at++] = root;
  }
  const h = backend().gram(room);
  for (let j = 0; j < cols; j++) h.data[j * (cols + 1) + j]! += 1;
  h.data[(cols + 1) ** 2 - 1]! += 1e-9;
  return backend().cholesky(h);
}

/**
 * Logistic regression of labels in {0, 1} on the rows of A (n×p): a function that gives the weights of the units, then
 * the intercept, which minimise Σ ln(1 + e^(−±margin)) + ½‖w‖². By Newton's method with step halving, from zero, where
 * all labels have one Hessian: deterministic.
 */
export function logisticFit(a: Matrix): (labels: ArrayLike<number>) => Float64Array {
  const room = matrix(a.rows, a.cols + 1);
  const zero = new Float64Array(a.cols + 1);
  const level = decisionValues(a, zero);
  let first: Matrix | undefined;
  return (labels) => {
    let [w, t] = [zero, level];
    let current = loss(t, labels, w);
    for (let step = 0; step < STEPS; step++) {
      const g = gradient(a, t, labels, w);
      const lower = step === 0 ? (first ??= factor(a, t, room)) : factor(a, t, room);
      const half = backend().solveTriangular(lower, g, { lower: true });
      const { data: move } = backend().solveTriangular(lower, half, { lower: true, transpose: true });
      let next = w;
      let length = 1;
      for (; length > 1e-6; length /= 2) {
        next = w.map((value, j) => value - length * move[j]!);
        const margins = decisionValues(a, next);
        const tried = loss(margins, labels, next);
        if (tried <= current) {
          [current, t] = [tried, margins];
          break;
        }
      }
      if (length <= 1e-6) return w;
      w = next;
      if (move.every((value) => Math.abs(value) <= CONVERGED)) return w;
    }
    return w;
  };
}
