import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import type { ConvArchitecture } from "./architecture.ts";

/** An affine map of rows: x ↦ x·W + b, with W inputs×outputs. */
export interface Affine {
  readonly weights: Matrix;
  readonly bias: Float64Array;
}

/**
 * All that a convolutional network has learnt, batch norm folded in. A convolution's weights are
 * (kernel·kernel·inputs)×outputs, the rows in the order kernel row, kernel column, channel.
 */
export interface ConvParameters {
  readonly convolutions: readonly Affine[];
  readonly head: Affine;
}

/**
 * The parameters from which training starts, and the untrained control: weights N(0, 2 / fan-in) before a ReLU (He et
 * al. 2015, eq. 10), N(0, 1 / fan-in) in the head, biases 0. Each layer has a source of its own.
 */
export function initialConvParameters(architecture: ConvArchitecture, seed: number): ConvParameters {
  const random = randomFrom("zoo", "initial", seed);
  const draw = (name: string, inputs: number, outputs: number, gain: number): Affine => {
    const weights = random.child(name).gaussianMatrix(inputs, outputs);
    const scale = Math.sqrt(gain / inputs);
    return { weights: matrix(inputs, outputs, weights.data.map((value) => value * scale)), bias: new Float64Array(outputs) };
  };
  const convolutions = architecture.layers.map((layer) =>
    draw(layer.name, layer.kernel ** 2 * layer.inputs, layer.outputs, 2),
  );
  const last = architecture.layers.at(-1)?.outputs ?? architecture.input.channels;
  return { convolutions, head: draw("head", last, architecture.classes, 1) };
}
