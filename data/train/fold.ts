import { copy, matrix } from "../../core/matrix.ts";
import type { ConvArchitecture } from "../../generators/networks/architecture.ts";
import type { Affine } from "../../generators/networks/affine.ts";
import type { ConvParameters } from "../../generators/networks/parameters.ts";
import { EPSILON, initialBatchNorm } from "./batch-norm.ts";
import type { TrainableConv } from "./conv-network.ts";

/**
 * The finished network with its batch norms folded into the convolutions: with s = scale/√(variance + ε) per channel,
 * W ← W·diag(s) and b = shift − mean·s.
 */
export function folded({ weights, norms, head }: TrainableConv): ConvParameters {
  const convolutions = weights.map((w, index): Affine => {
    const norm = norms[index]!;
    const factor = norm.scale.map((scale, j) => scale / Math.sqrt(norm.variance[j]! + EPSILON));
    return {
      weights: matrix(
        w.rows,
        w.cols,
        w.data.map((value, at) => value * factor[at % w.cols]!),
      ),
      bias: norm.shift.map((shift, j) => shift - norm.mean[j]! * factor[j]!),
    };
  });
  return { convolutions, head };
}

/** Folded parameters as a network in training, so that the trainer's own forward pass can run what was exported. */
export function unfolded(
  architecture: ConvArchitecture,
  { convolutions, head }: ConvParameters,
): TrainableConv {
  return {
    architecture,
    weights: convolutions.map(({ weights }) => copy(weights)),
    norms: convolutions.map(({ bias }) => ({
      ...initialBatchNorm(bias.length),
      shift: bias.slice(),
      // √(variance + ε) = 1: these norms only add the bias.
      variance: new Float64Array(bias.length).fill(1 - EPSILON),
    })),
    head,
  };
}
