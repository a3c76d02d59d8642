import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import type { ConvolutionSpec, Extent } from "./architecture.ts";
import { outputExtent } from "./architecture.ts";
import type { Affine } from "./affine.ts";

/** x·W + b, and 0 for what is negative when `rectify`. */
export function affine(x: Matrix, { weights, bias }: Affine, rectify: boolean): Matrix {
  const result = backend().multiply(x, weights);
  for (let i = 0, at = 0; i < result.rows; i++) {
    for (let j = 0; j < result.cols; j++, at++) {
      // In bounds: there is one bias a column.
      const value = result.data[at]! + bias[j]!;
      result.data[at] = rectify && value < 0 ? 0 : value;
    }
  }
  return result;
}

/** The patches under the kernel, one a row, zero outside the image: (n·height·width)×(kernel·kernel·channels). */
function unfold(x: Matrix, input: Extent, layer: ConvolutionSpec): Matrix {
  const output = outputExtent(input, layer);
  const { kernel, stride, padding } = layer;
  const { channels } = input;
  const n = x.rows / (input.height * input.width);
  const result = matrix(n * output.height * output.width, kernel * kernel * channels);
  let to = 0;
  for (let image = 0; image < n; image++) {
    for (let y = 0; y < output.height; y++) {
      for (let column = 0; column < output.width; column++) {
        for (let dy = 0; dy < kernel; dy++) {
          for (let dx = 0; dx < kernel; dx++, to += channels) {
            const row = y * stride - padding + dy;
            const col = column * stride - padding + dx;
            if (row < 0 || col < 0 || row >= input.height || col >= input.width) continue;
            const from = ((image * input.height + row) * input.width + col) * channels;
            for (let c = 0; c < channels; c++) result.data[to + c] = x.data[from + c]!;
          }
        }
      }
    }
  }
  return result;
}

/**
 * A convolution with its batch norm folded in, then a ReLU, by one matrix product.
 *
 * @param x - (n·height·width)×channels.
 */
export function convolve(x: Matrix, input: Extent, layer: ConvolutionSpec, parameters: Affine): Matrix {
  return affine(unfold(x, input, layer), parameters, true);
}
