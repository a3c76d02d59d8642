import { EtalonError } from "../../core/errors.ts";
import type { ConvArchitecture } from "../../generators/networks/architecture.ts";
import type { TrainableConv } from "./conv-network.ts";
import { trainableConv } from "./conv-network.ts";

/** All numbers of a network in training, as the arrays that hold them, in a fixed order. */
function arrays(network: TrainableConv): Float64Array[] {
  const layers = network.weights.flatMap((weights, index) => {
    const norm = network.norms[index]!;
    return [weights.data, norm.scale, norm.shift, norm.mean, norm.variance];
  });
  return [...layers, network.head.weights.data, network.head.bias];
}

/** The numbers of a network in one array. */
export function saveState(network: TrainableConv): Float64Array {
  return Float64Array.from(arrays(network).flatMap((part) => Array.from(part)));
}

/**
 * The inverse of {@link saveState}.
 *
 * @throws EtalonError `zoo/state` when the number of numbers is not that of the architecture.
 */
export function restoreState(architecture: ConvArchitecture, state: Float64Array): TrainableConv {
  const network = trainableConv(architecture, 0);
  let at = 0;
  for (const part of arrays(network)) {
    part.set(state.subarray(at, at + part.length));
    at += part.length;
  }
  if (at !== state.length) {
    throw new EtalonError("zoo/state", `restoreState: this architecture has ${at} numbers`, {
      got: String(state.length),
      remedy: "delete the cache folder that npm run zoo names",
    });
  }
  return network;
}
