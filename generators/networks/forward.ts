import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { attentionLayerNames } from "./attention-architecture.ts";
import { forwardAttention } from "./forward-attention.ts";
import { forwardConv } from "./forward-conv.ts";
import type { Images } from "./images.ts";
import { pick } from "./images.ts";
import type { Network } from "./network.ts";
import type { ForwardPass, LayerActivations, Readout } from "./readout.ts";
import { readOut } from "./readout.ts";

/** Images that pass through the network at once: bounds the patch matrices to some 15 MB. */
const CHUNK = 125;

/** Names of a network's layers, in order. */
export function layerNames({ architecture }: Network): string[] {
  return architecture.kind === "attention"
    ? attentionLayerNames(architecture)
    : architecture.layers.map(({ name }) => name);
}

function run(network: Network, images: Images): ForwardPass {
  return network.kind === "attention" ? forwardAttention(network, images) : forwardConv(network, images);
}

/** The rows of all matrices, one after the other. */
function stack(parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const result = matrix(rows, parts[0]?.cols ?? 0);
  let at = 0;
  for (const part of parts) {
    result.data.set(part.data, at);
    at += part.data.length;
  }
  return result;
}

/**
 * All layers of a network from one pass, in float64, layers in the order in which they follow one another.
 *
 * @throws EtalonError `network/image-size` when the images are not what the network was made for.
 */
export function forwardPass(network: Network, images: Images): ForwardPass {
  const wanted = network.architecture.input;
  const { extent } = images;
  if (
    extent.height !== wanted.height ||
    extent.width !== wanted.width ||
    extent.channels !== wanted.channels
  ) {
    throw new EtalonError(
      "network/image-size",
      `forward: ${network.id} takes ${wanted.height}×${wanted.width}×${wanted.channels} images`,
      { got: `${extent.height}×${extent.width}×${extent.channels}` },
    );
  }
  const passes: ForwardPass[] = [];
  for (let start = 0; start < images.count; start += CHUNK) {
    const length = Math.min(CHUNK, images.count - start);
    passes.push(
      run(
        network,
        pick(
          images,
          Array.from({ length }, (_, i) => start + i),
        ),
      ),
    );
  }
  const layers = layerNames(network).map((name, index) => {
    const parts = passes.map((pass) => pass.layers[index]!);
    return { name, extent: parts[0]!.extent, values: stack(parts.map(({ values }) => values)) };
  });
  return { layers, logits: stack(passes.map(({ logits }) => logits)) };
}

/** {@link forwardPass} without the logits. */
export function forward(network: Network, images: Images): readonly LayerActivations[] {
  return forwardPass(network, images).layers;
}

/**
 * One layer's n×p matrix. For several layers use {@link forward} and {@link readOut}: this runs the whole network.
 *
 * @throws EtalonError `network/unknown-layer` when the network has no layer of that name.
 */
export function activations(network: Network, images: Images, layer: string, readout: Readout): Matrix {
  const names = layerNames(network);
  const index = names.indexOf(layer);
  if (index < 0) {
    throw new EtalonError("network/unknown-layer", `activations: ${network.id} has no such layer`, {
      got: layer,
      remedy: `one of ${names.join(", ")}`,
    });
  }
  return readOut(forward(network, images)[index]!, readout);
}
