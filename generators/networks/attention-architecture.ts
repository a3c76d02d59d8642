import type { Extent } from "./architecture.ts";

/**
 * Blocks of self-attention and a two-layer perceptron over image patches (a small Vision Transformer, Dosovitskiy et
 * al. 2021): each block adds attention(norm(x)) and then perceptron(norm(x)) to x; at the end norm, the mean over
 * patches and a linear layer.
 */
export interface AttentionArchitecture {
  readonly kind: "attention";
  readonly input: Extent;
  readonly patch: { readonly height: number; readonly width: number };
  /** Numbers a patch is described by throughout, the p of every layer. */
  readonly channels: number;
  readonly heads: number;
  /** Units between the two layers of a perceptron. */
  readonly hidden: number;
  readonly blocks: number;
  readonly classes: number;
}

/**
 * The shipped one: 14×14 images in fourteen patches of 2×7, 32 channels. With 500 images there are 7,000 (image,
 * patch) rows to 32 columns: many more stimuli than units.
 */
export const ATTENTION: AttentionArchitecture = {
  kind: "attention",
  input: { height: 14, width: 14, channels: 1 },
  patch: { height: 2, width: 7 },
  channels: 32,
  heads: 2,
  hidden: 64,
  blocks: 4,
  classes: 10,
};

/** Rows and columns of patches, and what describes each. */
export function patchExtent({ input, patch, channels }: AttentionArchitecture): Extent {
  return { height: input.height / patch.height, width: input.width / patch.width, channels };
}

/** Names of the layers in order: the running sum after each attention and after each perceptron. */
export function attentionLayerNames({ blocks }: AttentionArchitecture): string[] {
  return Array.from({ length: blocks }, (_, i) => [
    `block${i + 1}.attention`,
    `block${i + 1}.perceptron`,
  ]).flat();
}
