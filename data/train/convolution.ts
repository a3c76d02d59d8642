import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { ConvolutionSpec, Extent } from "../../generators/networks/architecture.ts";
import { outputExtent } from "../../generators/networks/architecture.ts";
import { product } from "./product.ts";

/**
 * Calls `visit` for every unbroken run of numbers that a kernel reads: where it starts in the image data, where it
 * goes in the patch matrix, and how long it is. What lies in the padding is not visited.
 */
function forEachRun(
  images: number,
  input: Extent,
  layer: ConvolutionSpec,
  visit: (from: number, to: number, length: number) => void,
): void {
  const output = outputExtent(input, layer);
  const { kernel, stride, padding } = layer;
  const line = input.width * input.channels;
  let patch = 0;
  for (let image = 0; image < images; image++) {
    const start = image * input.height * line;
    for (let y = 0; y < output.height; y++) {
      for (let x = 0; x < output.width; x++) {
        const left = x * stride - padding;
        const first = Math.max(0, -left);
        const length = Math.min(kernel, input.width - left) - first;
        for (let row = 0; row < kernel; row++) {
          const from = y * stride - padding + row;
          if (from < 0 || from >= input.height) continue;
          visit(
            start + from * line + (left + first) * input.channels,
            patch + (row * kernel + first) * input.channels,
            length * input.channels,
          );
        }
        patch += kernel * kernel * input.channels;
      }
    }
  }
}

/**
 * The patches under the kernel as rows: (images·height·width)×(kernel·kernel·channels), zero in the padding.
 *
 * @param activations - (images·height·width)×channels.
 */
export function patches(activations: Matrix, input: Extent, layer: ConvolutionSpec): Matrix {
  const images = activations.rows / (input.height * input.width);
  const output = outputExtent(input, layer);
  const result = matrix(images * output.height * output.width, layer.kernel ** 2 * input.channels);
  const source = activations.data;
  const target = result.data;
  forEachRun(images, input, layer, (from, to, length) => {
    for (let i = 0; i < length; i++) target[to + i] = source[from + i]!;
  });
  return result;
}

/** The adjoint of {@link patches}: every number of a patch is added to the place it was read from. */
export function addPatches(gradient: Matrix, images: number, input: Extent, layer: ConvolutionSpec): Matrix {
  const result = matrix(images * input.height * input.width, input.channels);
  const source = gradient.data;
  const target = result.data;
  forEachRun(images, input, layer, (from, to, length) => {
    for (let i = 0; i < length; i++) target[from + i] = target[from + i]! + source[to + i]!;
  });
  return result;
}

/** Gradients of a convolution with respect to its weights and, unless it is the first layer, its input. */
export interface ConvolutionGradient {
  readonly weights: Matrix;
  readonly input: Matrix | undefined;
}

/**
 * Backward pass of patches · weights.
 *
 * @param columns - what {@link patches} returned in the forward pass.
 * @param gradient - of the loss with respect to the output, (images·height·width)×outputs.
 * @param wantInput - false for the first layer, whose input is the data.
 */
export function convolutionGradient(
  columns: Matrix,
  weights: Matrix,
  gradient: Matrix,
  images: number,
  input: Extent,
  layer: ConvolutionSpec,
  wantInput = true,
): ConvolutionGradient {
  return {
    weights: product(columns, gradient, { transposeA: true }),
    input: wantInput
      ? addPatches(product(gradient, weights, { transposeB: true }), images, input, layer)
      : undefined,
  };
}
