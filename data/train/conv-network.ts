import type { Matrix } from "../../core/matrix.ts";
import type { ConvArchitecture, Extent } from "../../generators/networks/architecture.ts";
import { outputExtent } from "../../generators/networks/architecture.ts";
import type { Affine } from "../../generators/networks/affine.ts";
import { initialConvParameters } from "../../generators/networks/parameters.ts";
import type { BatchNorm, Normalised } from "./batch-norm.ts";
import { batchNormGradient, initialBatchNorm, normaliseBatch, normaliseRunning } from "./batch-norm.ts";
import { convolutionGradient, patches } from "./convolution.ts";
import { averagePool, gateByRelu, linear, linearGradient, relu, spread } from "./linear.ts";
import type { Loss } from "./loss.ts";
import { crossEntropy } from "./loss.ts";
import { product } from "./product.ts";
import type { Parameter } from "./sgd.ts";

/** A convolutional network in training: batch norm is still apart from the weights. */
export interface TrainableConv {
  readonly architecture: ConvArchitecture;
  readonly weights: readonly Matrix[];
  readonly norms: readonly BatchNorm[];
  readonly head: Affine;
}

/** The network that training starts from; its weights are those of the untrained control with the same seed. */
export function trainableConv(architecture: ConvArchitecture, seed: number): TrainableConv {
  const { convolutions, head } = initialConvParameters(architecture, seed);
  return {
    architecture,
    weights: convolutions.map(({ weights }) => weights),
    norms: convolutions.map(({ bias }) => initialBatchNorm(bias.length)),
    head,
  };
}

/** Extents of the input and of every layer's output. */
function extents(architecture: ConvArchitecture): Extent[] {
  const result = [architecture.input];
  for (const layer of architecture.layers) result.push(outputExtent(result.at(-1)!, layer));
  return result;
}

/**
 * Activations of every layer after its ReLU, (images·height·width)×channels, and the logits; batch norm by its running
 * statistics.
 *
 * @param images - (images·height·width)×channels, normalised.
 */
export function evaluate(network: TrainableConv, images: Matrix): { layers: Matrix[]; logits: Matrix } {
  const sizes = extents(network.architecture);
  const layers: Matrix[] = [];
  let x = images;
  network.architecture.layers.forEach((layer, index) => {
    const z = product(patches(x, sizes[index]!, layer), network.weights[index]!);
    x = relu(normaliseRunning(z, network.norms[index]!));
    layers.push(x);
  });
  const last = sizes.at(-1)!;
  return { layers, logits: linear(averagePool(x, last.height * last.width), network.head) };
}

/** Loss of one batch and the gradient of every parameter; moves the running statistics of batch norm. */
export function lossAndGradients(
  network: TrainableConv,
  images: Matrix,
  labels: Uint8Array,
): { loss: Loss; parameters: Parameter[] } {
  const { architecture, weights, norms, head } = network;
  const sizes = extents(architecture);
  const count = labels.length;
  const columns: Matrix[] = [];
  const normalised: Normalised[] = [];
  const outputs: Matrix[] = [];
  let x = images;
  architecture.layers.forEach((layer, index) => {
    const unfolded = patches(x, sizes[index]!, layer);
    const norm = normaliseBatch(product(unfolded, weights[index]!), norms[index]!);
    x = relu(norm.output);
    columns.push(unfolded);
    normalised.push(norm);
    outputs.push(x);
  });
  const last = sizes.at(-1)!;
  const positions = last.height * last.width;
  const pooled = averagePool(x, positions);
  const loss = crossEntropy(linear(pooled, head), labels);

  const ofHead = linearGradient(pooled, head, loss.gradient);
  const parameters = ofHead.parameters;
  let gradient = spread(ofHead.input, positions);
  for (let index = architecture.layers.length - 1; index >= 0; index--) {
    gateByRelu(gradient, outputs[index]!);
    const norm = norms[index]!;
    const through = batchNormGradient(normalised[index]!, norm, gradient);
    const layer = architecture.layers[index]!;
    const back = convolutionGradient(
      columns[index]!,
      weights[index]!,
      through.input,
      count,
      sizes[index]!,
      layer,
      index > 0,
    );
    parameters.push(
      { values: weights[index]!.data, gradient: back.weights.data, decays: true },
      { values: norm.scale, gradient: through.scale, decays: false },
      { values: norm.shift, gradient: through.shift, decays: false },
    );
    if (back.input !== undefined) gradient = back.input;
  }
  return { loss, parameters };
}
