import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";

/** Each row minus its mean, over its standard deviation: layer norm without parameters. */
export function normaliseRows(x: Matrix): Matrix {
  const result = matrix(x.rows, x.cols);
  for (let i = 0; i < x.rows; i++) {
    const [from, to] = [i * x.cols, (i + 1) * x.cols];
    let [total, squares] = [0, 0];
    for (let k = from; k < to; k++) total += x.data[k]!;
    const mean = total / x.cols;
    for (let k = from; k < to; k++) squares += (x.data[k]! - mean) ** 2;
    // 1e-5, as in training, keeps a constant row finite.
    const deviation = Math.sqrt(squares / x.cols + 1e-5);
    for (let k = from; k < to; k++) result.data[k] = (x.data[k]! - mean) / deviation;
  }
  return result;
}

/** The block of a matrix that begins at (row, col). */
function part(x: Matrix, row: number, col: number, rows: number, cols: number): Matrix {
  const result = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    const start = (row + i) * x.cols + col;
    result.data.set(x.data.subarray(start, start + cols), i * cols);
  }
  return result;
}

/** exp(xᵢⱼ) over the sum of its row, in place. */
function softmaxRows(x: Matrix, scale: number): Matrix {
  for (let i = 0; i < x.rows; i++) {
    const [from, to] = [i * x.cols, (i + 1) * x.cols];
    let [largest, total] = [-Infinity, 0];
    for (let k = from; k < to; k++) largest = Math.max(largest, x.data[k]!);
    for (let k = from; k < to; k++) {
      const weight = Math.exp((x.data[k]! - largest) * scale);
      x.data[k] = weight;
      total += weight;
    }
    for (let k = from; k < to; k++) x.data[k]! /= total;
  }
  return x;
}

/**
 * Scaled dot-product attention (Vaswani et al. 2017, eq. 1) within each image and head: softmax(QKᵀ/√d)·V.
 *
 * @param qkv - (images·tokens)×(3·channels): queries, keys and values side by side, each split over the heads.
 * @returns (images·tokens)×channels.
 */
export function attend(qkv: Matrix, tokens: number, heads: number): Matrix {
  const channels = qkv.cols / 3;
  const size = channels / heads;
  const result = matrix(qkv.rows, channels);
  for (let first = 0; first < qkv.rows; first += tokens) {
    for (let from = 0; from < channels; from += size) {
      const [q, k, v] = [0, 1, 2].map((which) => part(qkv, first, which * channels + from, tokens, size));
      const weights = softmaxRows(backend().multiply(q!, k!, { transposeB: true }), 1 / Math.sqrt(size));
      const mixed = backend().multiply(weights, v!);
      for (let i = 0; i < tokens; i++) {
        result.data.set(mixed.data.subarray(i * size, (i + 1) * size), (first + i) * channels + from);
      }
    }
  }
  return result;
}
