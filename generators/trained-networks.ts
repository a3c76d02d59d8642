import type { Generated, Generator } from "../core/generator.ts";
import { representation } from "../representation/create.ts";
import { forward, loadZoo, readOut, untrained, type Network, type Readout } from "./networks/index.ts";

/** Which networks, and how a layer becomes a matrix: `flat` all units at all positions, `pooled` channel means. */
export type NetworkSet = "cnn-pooled" | "cnn-flat" | "cnn-untrained";

/** Some networks of a set: a type, not an interface, so that it is a JSON value. */
export type NetworksParams = {
  readonly set: NetworkSet;
  /** How many, the first of the set. */
  readonly networks: number;
};

export interface NetworksTruth {
  /** Names of the layers, from the input to the output. */
  readonly layers: readonly string[];
  readonly networks: number;
}

const READOUT: Readonly<Record<NetworkSet, Readout>> = {
  "cnn-pooled": "pooled",
  "cnn-flat": "flat",
  "cnn-untrained": "pooled",
};

/**
 * Activations of every layer of several networks of one architecture to the same images, recomputed from their
 * weights. Representation number a·(layers) + i is layer i of network a. Nothing is drawn: a set is always the same.
 */
const trainedNetworks: Generator<NetworksParams, NetworksTruth> = {
  id: "trained-networks",
  version: 2,
  title: "Layers of trained convolutional networks",
  cite: "arxiv:1905.00414 (Kornblith et al. 2019), section 6.1, reduced: data/README.md",
  generate({ set, networks: count }): Generated<NetworksTruth> {
    const zoo = loadZoo();
    const networks: readonly Network[] =
      set === "cnn-untrained"
        ? Array.from({ length: count }, (_, seed) => untrained(seed))
        : zoo.group("c6").networks.slice(0, count);
    let names: string[] = [];
    const representations = networks.flatMap((network) => {
      const layers = forward(network, zoo.images);
      names = layers.map(({ name }) => name);
      return layers.map((layer) =>
        representation(readOut(layer, READOUT[set]), `${network.id} ${layer.name}`),
      );
    });
    return { representations, truth: { layers: names, networks: networks.length } };
  },
};

export default trainedNetworks;
