import type { Affine } from "./affine.ts";
import { initialAffine } from "./affine.ts";
import type { ConvArchitecture } from "./architecture.ts";

/**
 * All that a convolutional network has learnt, batch norm folded in. A convolution's weights are
 * (kernel·kernel·inputs)×outputs, the rows in the order kernel row, kernel column, channel.
 */
export interface ConvParameters {
  readonly convolutions: readonly Affine[];
  readonly head: Affine;
}

/** The parameters from which training starts, and the untrained control. Each layer has a source of its own. */
export function initialConvParameters(architecture: ConvArchitecture, seed: number): ConvParameters {
  const convolutions = architecture.layers.map(({ name, kernel, inputs, outputs }) =>
    initialAffine(seed, name, kernel ** 2 * inputs, outputs, 2),
  );
  const last = architecture.layers.at(-1)?.outputs ?? architecture.input.channels;
  return { convolutions, head: initialAffine(seed, "head", last, architecture.classes, 1) };
}
