import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { forward } from "./forward.ts";
import { pick } from "./images.ts";
import type { Network } from "./network.ts";
import type { LayerActivations } from "./readout.ts";
import { readOut } from "./readout.ts";
import { answersOf, shippedZoo } from "./shipped.ts";

/**
 * How a layer becomes a matrix:
 * - `pooled`: the mean over positions, images×channels;
 * - `flat`: every unit at every position is a column, images×(positions·channels);
 * - `positions`: every position of every image is a row, (images·positions)×channels; rows of one image are dependent;
 * - `one-position`: one position of each image, drawn at random, is a row, images×channels.
 */
export type LayerReadout = "pooled" | "flat" | "positions" | "one-position";

/** Which images, and which position of each: the same for all layers of all networks that are compared. */
export interface Rows {
  /** Places of the images; undefined for all in their order. */
  readonly images: Int32Array | undefined;
  /** For each image a number in [0, 1) that says which of its positions, for `one-position`. */
  readonly place: Float64Array;
}

/** Draws `count` of the shipped images, or takes all, and a position of each. */
export function drawRows(count: number, random: Random): Rows {
  const total = shippedZoo().images.count;
  const places = random.child("positions");
  return {
    images: count >= total ? undefined : random.child("images").permutation(total).slice(0, count).sort(),
    place: Float64Array.from({ length: Math.min(count, total) }, () => places.uniform()),
  };
}

function onePosition({ extent, values }: LayerActivations, place: Float64Array): Matrix {
  const positions = extent.height * extent.width;
  return selectRows(
    values,
    Int32Array.from(place, (share, image) => image * positions + Math.floor(share * positions)),
  );
}

/** Every layer of a network as a matrix, from the input to the output. */
export function layerMatrices(network: Network, readout: LayerReadout, { images, place }: Rows): Matrix[] {
  if (readout === "pooled") {
    const { pooled } = answersOf(network);
    return pooled.map((values) => (images === undefined ? values : selectRows(values, images)));
  }
  const shown = shippedZoo().images;
  const layers = forward(network, images === undefined ? shown : pick(shown, images));
  return layers.map((layer) =>
    readout === "one-position" ? onePosition(layer, place) : readOut(layer, readout),
  );
}
