import { EtalonError } from "../../core/errors.ts";
import { randomFrom } from "../../core/random.ts";
import type { Images } from "../../generators/networks/images.ts";
import { pick } from "../../generators/networks/images.ts";
import type { IdxArray } from "./idx.ts";
import { readIdx } from "./idx.ts";

/** Where Debian's package `dataset-fashion-mnist` puts its files. */
export const DEBIAN_FOLDER = "/usr/share/datasets/fashion-mnist";

/** Number of images in each part. Training is small so that a network trains in a minute; attention needs more. */
export const SIZES = { training: 3000, validation: 5000, large: 10_000, shipped: 500 } as const;

/** What training, the choice of the recipe and the project see. No image is in two of the first four. */
export interface Dataset {
  readonly training: Images;
  /** Recipes are chosen on these and nothing else. */
  readonly validation: Images;
  /** For the attention networks, which learn little from 3,000. */
  readonly large: Images;
  /** Test images that are shipped, as many of each class. */
  readonly shipped: Images;
  /** Every test image; the shipped ones are among them. */
  readonly test: Images;
}

/**
 * 28×28 images as 14×14 bytes: each the mean of 2×2, rounded (halves up).
 *
 * @throws EtalonError `idx/shape` when the images are not 28×28 or the labels do not match them.
 */
export function halved(images: IdxArray, labels: IdxArray): Images {
  const [count, height, width] = images.shape;
  if (count === undefined || height !== 28 || width !== 28 || labels.shape[0] !== count) {
    throw new EtalonError("idx/shape", "halved: images must be n×28×28 and labels n", {
      got: `${images.shape.join("×")} and ${labels.shape.join("×")}`,
    });
  }
  const bytes = new Uint8Array(count * 14 * 14);
  const source = images.bytes;
  for (let i = 0, to = 0; i < count; i++) {
    for (let y = 0; y < 14; y++) {
      for (let x = 0; x < 14; x++, to++) {
        const from = i * 784 + y * 56 + x * 2;
        const sum = source[from]! + source[from + 1]! + source[from + 28]! + source[from + 29]!;
        bytes[to] = Math.floor((sum + 2) / 4);
      }
    }
  }
  return { count, extent: { height: 14, width: 14, channels: 1 }, bytes, labels: labels.bytes };
}

/** The first `each` images of every class in a random order, in that order. */
function balanced(images: Images, each: number, order: Int32Array): Images {
  const taken = new Map<number, number>();
  const chosen = order.filter((index) => {
    const label = images.labels[index]!;
    const count = taken.get(label) ?? 0;
    taken.set(label, count + 1);
    return count < each;
  });
  return pick(images, chosen);
}

/** Reads the four idx files of a folder and splits them; the split depends on no seed of a network. */
export function loadDataset(folder: string): Dataset {
  const part = (name: string): Images =>
    halved(readIdx(folder, `${name}-images-idx3-ubyte`), readIdx(folder, `${name}-labels-idx1-ubyte`));
  const all = part("train");
  const test = part("t10k");
  const order = randomFrom("zoo", "split", "training").permutation(all.count);
  const held = SIZES.training + SIZES.validation;
  const shippedOrder = randomFrom("zoo", "split", "shipped").permutation(test.count);
  return {
    training: pick(all, order.subarray(0, SIZES.training)),
    validation: pick(all, order.subarray(SIZES.training, held)),
    large: pick(all, order.subarray(held, held + SIZES.large)),
    shipped: balanced(test, SIZES.shipped / 10, shippedOrder),
    test,
  };
}
