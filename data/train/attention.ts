import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";

/** How many patches attend to each other, and in how many heads. */
export interface AttentionShape {
  readonly tokens: number;
  readonly heads: number;
}

/** Result of {@link attend} with what the backward pass needs. */
export interface Attended {
  /** (images·tokens)×channels. */
  readonly output: Matrix;
  /** Softmax weights, (images·heads·tokens)×tokens. */
  readonly weights: Matrix;
}

/**
 * Scaled dot-product attention (Vaswani et al. 2017, eq. 1) within each image and head: softmax(QKᵀ/√d)·V.
 *
 * @param qkv - (images·tokens)×(3·channels): queries, keys and values side by side, each split over the heads.
 */
export function attend(qkv: Matrix, { tokens, heads }: AttentionShape): Attended {
  const channels = qkv.cols / 3;
  const size = channels / heads;
  const output = matrix(qkv.rows, channels);
  const weights = matrix((qkv.rows / tokens) * heads * tokens, tokens);
  const data = qkv.data;
  const row = new Float64Array(tokens);
  for (let group = 0; group < (qkv.rows / tokens) * heads; group++) {
    const first = Math.floor(group / heads) * tokens;
    const from = (group % heads) * size;
    for (let i = 0; i < tokens; i++) {
      const query = (first + i) * qkv.cols + from;
      let largest = -Infinity;
      for (let j = 0; j < tokens; j++) {
        const key = (first + j) * qkv.cols + channels + from;
        let dot = 0;
        for (let c = 0; c < size; c++) dot += data[query + c]! * data[key + c]!;
        row[j] = dot / Math.sqrt(size);
        largest = Math.max(largest, row[j]!);
      }
      let total = 0;
      for (let j = 0; j < tokens; j++) total += row[j] = Math.exp(row[j]! - largest);
      const at = (group * tokens + i) * tokens;
      const to = (first + i) * channels + from;
      for (let j = 0; j < tokens; j++) {
        const weight = row[j]! / total;
        weights.data[at + j] = weight;
        const value = (first + j) * qkv.cols + 2 * channels + from;
        for (let c = 0; c < size; c++) output.data[to + c] = output.data[to + c]! + weight * data[value + c]!;
      }
    }
  }
  return { output, weights };
}

/** Gradient of the loss with respect to `qkv`, given that with respect to the output of {@link attend}. */
export function attendGradient(
  qkv: Matrix,
  { weights }: Attended,
  gradient: Matrix,
  { tokens, heads }: AttentionShape,
): Matrix {
  const channels = qkv.cols / 3;
  const size = channels / heads;
  const result = matrix(qkv.rows, qkv.cols);
  const data = qkv.data;
  const out = result.data;
  const ofWeights = new Float64Array(tokens);
  for (let group = 0; group < (qkv.rows / tokens) * heads; group++) {
    const first = Math.floor(group / heads) * tokens;
    const from = (group % heads) * size;
    for (let i = 0; i < tokens; i++) {
      const query = (first + i) * qkv.cols + from;
      const of = (first + i) * channels + from;
      const at = (group * tokens + i) * tokens;
      let mean = 0;
      for (let j = 0; j < tokens; j++) {
        const value = (first + j) * qkv.cols + 2 * channels + from;
        const weight = weights.data[at + j]!;
        let dot = 0;
        for (let c = 0; c < size; c++) {
          const g = gradient.data[of + c]!;
          dot += g * data[value + c]!;
          out[value + c] = out[value + c]! + weight * g;
        }
        ofWeights[j] = dot;
        mean += weight * dot;
      }
      for (let j = 0; j < tokens; j++) {
        // Softmax: dS = A ∘ (dA − Σ A∘dA).
        const score = (weights.data[at + j]! * (ofWeights[j]! - mean)) / Math.sqrt(size);
        const key = (first + j) * qkv.cols + channels + from;
        for (let c = 0; c < size; c++) {
          out[query + c] = out[query + c]! + score * data[key + c]!;
          out[key + c] = out[key + c]! + score * data[query + c]!;
        }
      }
    }
  }
  return result;
}
