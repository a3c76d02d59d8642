import type { Matrix } from "../../core/matrix.ts";
import type { Affine } from "./affine.ts";
import { cutter, initialAffine, joinValues } from "./affine.ts";
import type { AttentionArchitecture } from "./attention-architecture.ts";
import { patchExtent } from "./attention-architecture.ts";
import { requireCount } from "./layout.ts";

/** One block: queries, keys and values side by side, the map of their result, and the perceptron's two layers. */
export interface AttentionBlock {
  readonly queryKeyValue: Affine;
  readonly output: Affine;
  readonly up: Affine;
  readonly down: Affine;
}

/** All that an attention network has learnt. Its norms have no parameters: the maps behind them take that over. */
export interface AttentionParameters {
  readonly embedding: Affine;
  /** Added to the embedded patches: patches×channels. */
  readonly positions: Matrix;
  readonly blocks: readonly AttentionBlock[];
  readonly head: Affine;
}

/** The parameters from which training starts, and the untrained control. */
export function initialAttentionParameters(
  architecture: AttentionArchitecture,
  seed: number,
): AttentionParameters {
  const { patch, input, channels, hidden, blocks, classes } = architecture;
  const { height, width } = patchExtent(architecture);
  const draw = (name: string, inputs: number, outputs: number, gain = 1): Affine =>
    initialAffine(seed, name, inputs, outputs, gain);
  return {
    embedding: draw("embedding", patch.height * patch.width * input.channels, channels),
    positions: draw("positions", height * width, channels).weights,
    blocks: Array.from({ length: blocks }, (_, i) => ({
      queryKeyValue: draw(`block${i + 1}.query-key-value`, channels, 3 * channels),
      // What is added to the running sum starts small, so that depth does not make it grow.
      output: draw(`block${i + 1}.output`, channels, channels, 0.5 / blocks),
      up: draw(`block${i + 1}.up`, channels, hidden, 2),
      down: draw(`block${i + 1}.down`, hidden, channels, 0.5 / blocks),
    })),
    head: draw("head", channels, classes),
  };
}

/** How many numbers an architecture's parameters are. */
export function attentionParameterCount(architecture: AttentionArchitecture): number {
  return attentionValues(initialAttentionParameters(architecture, 0)).length;
}

/**
 * The layout in a file: embedding, positions, then for every block queries-keys-values, output, up, down, then the
 * head; each map its weights row by row and its bias.
 *
 * @throws EtalonError `zoo/format` when the number of numbers is not the architecture's.
 */
export function attentionParametersFrom(
  architecture: AttentionArchitecture,
  values: Float64Array,
): AttentionParameters {
  requireCount("attentionParametersFrom", attentionParameterCount(architecture), values);
  const { patch, input, channels, hidden, blocks, classes } = architecture;
  const { height, width } = patchExtent(architecture);
  const cut = cutter(values);
  return {
    embedding: cut.affine(patch.height * patch.width * input.channels, channels),
    positions: cut.matrix(height * width, channels),
    blocks: Array.from({ length: blocks }, () => ({
      queryKeyValue: cut.affine(channels, 3 * channels),
      output: cut.affine(channels, channels),
      up: cut.affine(channels, hidden),
      down: cut.affine(hidden, channels),
    })),
    head: cut.affine(channels, classes),
  };
}

/** The inverse of {@link attentionParametersFrom}. */
export function attentionValues({ embedding, positions, blocks, head }: AttentionParameters): Float64Array {
  const maps = blocks.flatMap(({ queryKeyValue, output, up, down }) => [queryKeyValue, output, up, down]);
  return joinValues([embedding, positions, ...maps, head]);
}
