import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Extent } from "./architecture.ts";

/** Labelled images as bytes, in the order image, row, column, channel. */
export interface Images {
  readonly count: number;
  readonly extent: Extent;
  readonly bytes: Uint8Array;
  /** The class of each image. */
  readonly labels: Uint8Array;
}

/** How bytes become a network's input: (byte/255 − mean) / deviation, with the statistics of its training images. */
export interface InputScale {
  readonly mean: number;
  readonly deviation: number;
}

/** The images at the given places, in that order. */
export function pick(images: Images, indices: ArrayLike<number>): Images {
  const size = images.extent.height * images.extent.width * images.extent.channels;
  const bytes = new Uint8Array(indices.length * size);
  const labels = new Uint8Array(indices.length);
  for (let to = 0; to < indices.length; to++) {
    const from = indices[to]!;
    bytes.set(images.bytes.subarray(from * size, (from + 1) * size), to * size);
    labels[to] = images.labels[from]!;
  }
  return { count: indices.length, extent: images.extent, bytes, labels };
}

/** The images as a network's input, (images·height·width)×channels. */
export function inputOf(images: Images, { mean, deviation }: InputScale): Matrix {
  const { height, width, channels } = images.extent;
  const { bytes } = images;
  const result = matrix(images.count * height * width, channels);
  for (let k = 0; k < bytes.length; k++) result.data[k] = (bytes[k]! / 255 - mean) / deviation;
  return result;
}
