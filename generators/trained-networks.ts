import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { copy, matrix } from "../core/matrix.ts";
import { multipliedBy } from "../linalg/elementwise.ts";
import { representation } from "../representation/create.ts";
import { layerNames } from "./networks/index.ts";
import type { LayerReadout } from "./networks/layer-matrices.ts";
import { drawRows, layerMatrices } from "./networks/layer-matrices.ts";
import type { Members } from "./networks/shipped.ts";
import { membersOf } from "./networks/shipped.ts";

/** Some networks and how their layers become matrices: a type, not an interface, so that it is a JSON value. */
export type NetworksParams = {
  readonly networks: readonly Members[];
  readonly readout: LayerReadout;
  /** How many of the 500 images, drawn at random if not all. */
  readonly images: number;
  /**
   * `equal`: every layer is multiplied by a number so that ‖Xc‖ = √n. Networks of one recipe have layers of one size
   * each, and by that alone most layers would be found. `own`: as the network gives them.
   */
  readonly sizes: "equal" | "own";
};

/** One network of the set. */
export interface Member {
  readonly id: string;
  /** Names of its layers, from the input to the output. */
  readonly layers: readonly string[];
}

export interface NetworksTruth {
  readonly members: readonly Member[];
}

/** A times the number that gives its column-centred version the Frobenius norm `norm`; a constant A stays. */
export function equallySized(a: Matrix, norm: number): Matrix {
  const { rows, cols, data } = a;
  const mean = new Float64Array(cols);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) mean[j]! += data[k]! / rows;
  let squares = 0;
  for (let i = 0, k = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, k++) squares += (data[k]! - mean[j]!) ** 2;
  const factor = squares === 0 ? 1 : norm / Math.sqrt(squares);
  return matrix(rows, cols, multipliedBy(data, factor));
}

/**
 * Activations of every layer of several networks to the same images, recomputed from their weights; layers of one
 * network follow each other. Only images and positions are drawn.
 */
const trainedNetworks: Generator<NetworksParams, NetworksTruth> = {
  id: "trained-networks",
  version: 3,
  title: "Layers of trained networks",
  cite: "arxiv:1905.00414 (Kornblith et al. 2019), section 6.1, reduced: data/README.md",
  generate({ networks: groups, readout, images, sizes }, random): Generated<NetworksTruth> {
    const rows = drawRows(images, random);
    const networks = groups.flatMap(membersOf);
    const representations = networks.flatMap((network) => {
      const names = layerNames(network);
      return layerMatrices(network, readout, rows).map((values, i) => {
        // A copy: what is kept for other questions is not handed out.
        const shown = sizes === "own" ? copy(values) : equallySized(values, Math.sqrt(values.rows));
        return representation(shown, `${network.id} ${names[i]!}`);
      });
    });
    const members = networks.map((network) => ({ id: network.id, layers: layerNames(network) }));
    return { representations, truth: { members } };
  },
};

export default trainedNetworks;
