import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Affine } from "../../generators/networks/affine.ts";
import { product } from "./product.ts";
import type { Parameter } from "./sgd.ts";

/** x·W + b. */
export function linear(x: Matrix, { weights, bias }: Affine): Matrix {
  const result = product(x, weights);
  for (let i = 0, at = 0; i < result.rows; i++) {
    for (let j = 0; j < result.cols; j++, at++) result.data[at] = result.data[at]! + bias[j]!;
  }
  return result;
}

/** Gradients of {@link linear}: the parameters with theirs, and that of the input. */
export function linearGradient(
  x: Matrix,
  map: Affine,
  gradient: Matrix,
): { readonly parameters: Parameter[]; readonly input: Matrix } {
  const weights = product(x, gradient, { transposeA: true });
  return {
    parameters: [
      { values: map.weights.data, gradient: weights.data, decays: true },
      { values: map.bias, gradient: columnSums(gradient), decays: false },
    ],
    input: product(gradient, map.weights, { transposeB: true }),
  };
}

/** The sum of each column. */
export function columnSums({ rows, cols, data }: Matrix): Float64Array {
  const result = new Float64Array(cols);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, at++) result[j] = result[j]! + data[at]!;
  return result;
}

/** Negative numbers become 0; in place, because nobody else holds them. */
export function relu(x: Matrix): Matrix {
  for (let i = 0; i < x.data.length; i++) if (!(x.data[i]! > 0)) x.data[i] = 0;
  return x;
}

/** Sets the gradient to 0 where the ReLU gave 0; in place, because nobody else holds it. */
export function gateByRelu(gradient: Matrix, output: Matrix): void {
  for (let i = 0; i < gradient.data.length; i++) if (output.data[i] === 0) gradient.data[i] = 0;
}

/** The mean over the positions of each image: images×channels. */
export function averagePool(x: Matrix, positions: number): Matrix {
  const result = matrix(x.rows / positions, x.cols);
  for (let i = 0, at = 0; i < x.rows; i++) {
    const to = Math.floor(i / positions) * x.cols;
    for (let j = 0; j < x.cols; j++, at++)
      result.data[to + j] = result.data[to + j]! + x.data[at]! / positions;
  }
  return result;
}

/** The adjoint of {@link averagePool}: each position gets its share. */
export function spread(x: Matrix, positions: number): Matrix {
  const result = matrix(x.rows * positions, x.cols);
  for (let i = 0, at = 0; i < result.rows; i++) {
    const from = Math.floor(i / positions) * x.cols;
    for (let j = 0; j < x.cols; j++, at++) result.data[at] = x.data[from + j]! / positions;
  }
  return result;
}
