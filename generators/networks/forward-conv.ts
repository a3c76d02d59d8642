import { outputExtent } from "./architecture.ts";
import { affine, convolve } from "./convolve.ts";
import type { Images } from "./images.ts";
import { inputOf } from "./images.ts";
import type { ConvNetwork } from "./network.ts";
import type { ForwardPass, LayerActivations } from "./readout.ts";
import { readOut } from "./readout.ts";

/** All layers of a convolutional network, each after its ReLU. */
export function forwardConv({ architecture, parameters, scale }: ConvNetwork, images: Images): ForwardPass {
  const layers: LayerActivations[] = [];
  let values = inputOf(images, scale);
  let extent = architecture.input;
  architecture.layers.forEach((layer, index) => {
    // In bounds: a network has the parameters of its architecture.
    values = convolve(values, extent, layer, parameters.convolutions[index]!);
    extent = outputExtent(extent, layer);
    layers.push({ name: layer.name, extent, values });
  });
  const pooled = readOut({ name: "pool", extent, values }, "pooled");
  return { layers, logits: affine(pooled, parameters.head, false) };
}
