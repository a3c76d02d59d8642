import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";

/** What a network does with images: its class probabilities and its answers. */
export interface Behaviour {
  /** Images×classes, rows sum to 1. */
  readonly probabilities: Matrix;
  /** The most probable class of each image. */
  readonly answers: Uint8Array;
  /** Share of images answered with their class. */
  readonly accuracy: number;
}

/** Softmax of each row, the largest class and the share of right answers. */
export function behaviourOf({ rows, cols, data }: Matrix, labels: ArrayLike<number>): Behaviour {
  const probabilities = matrix(rows, cols);
  const answers = new Uint8Array(rows);
  let right = 0;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols);
    const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const weights = row.map((value) => Math.exp(value - largest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    probabilities.data.set(
      weights.map((weight) => weight / total),
      i * cols,
    );
    answers[i] = row.indexOf(largest);
    if (answers[i] === labels[i]) right++;
  }
  return { probabilities, answers, accuracy: right / rows };
}

/** How two networks differ in what they do; 0 for equal ones. */
export interface Difference {
  /** |accuracy − accuracy′|. */
  readonly accuracy: number;
  /** Share of images that get different answers. */
  readonly disagreement: number;
  /** Mean over images of the Jensen-Shannon divergence of the class probabilities, in nats, at most ln 2. */
  readonly jensenShannon: number;
}

/** p·ln(p/m), 0 for p = 0. */
const term = (p: number, m: number): number => (p === 0 ? 0 : p * Math.log(p / m));

/** Two networks' behaviour with the same images. */
export function differenceOf(a: Behaviour, b: Behaviour): Difference {
  const n = a.answers.length;
  const [p, q] = [a.probabilities.data, b.probabilities.data];
  let divergence = 0;
  for (let k = 0; k < p.length; k++) {
    const middle = (p[k]! + q[k]!) / 2;
    divergence += (term(p[k]!, middle) + term(q[k]!, middle)) / 2;
  }
  return {
    accuracy: Math.abs(a.accuracy - b.accuracy),
    disagreement: a.answers.filter((answer, i) => answer !== b.answers[i]).length / n,
    jensenShannon: Math.max(0, divergence / n),
  };
}
