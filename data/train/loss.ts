import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";

/** Mean loss over the rows and its gradient with respect to the logits. */
export interface Loss {
  readonly value: number;
  readonly gradient: Matrix;
}

/** Softmax cross-entropy in nats, averaged over rows; its gradient is (softmax − one-hot) / rows. */
export function crossEntropy(logits: Matrix, labels: Uint8Array): Loss {
  const { rows, cols, data } = logits;
  const gradient = matrix(rows, cols);
  let value = 0;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols);
    // Subtracting the largest logit keeps the exponentials finite and changes no ratio.
    const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    let total = 0;
    for (const logit of row) total += Math.exp(logit - largest);
    const label = labels[i]!;
    value += (Math.log(total) + largest - row[label]!) / rows;
    for (let j = 0; j < cols; j++) {
      const probability = Math.exp(row[j]! - largest) / total;
      gradient.data[i * cols + j] = (probability - (j === label ? 1 : 0)) / rows;
    }
  }
  return { value, gradient };
}

/** Share of the rows whose largest logit (the first one in a tie) is that of the label. */
export function accuracy(logits: Matrix, labels: Uint8Array): number {
  const { rows, cols, data } = logits;
  let correct = 0;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * cols, (i + 1) * cols);
    let best = 0;
    for (let j = 1; j < cols; j++) if (row[j]! > row[best]!) best = j;
    if (best === labels[i]) correct++;
  }
  return correct / rows;
}
