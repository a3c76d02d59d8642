import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { attend, normaliseRows } from "./attend.ts";
import type { AttentionArchitecture } from "./attention-architecture.ts";
import { attentionLayerNames, patchExtent } from "./attention-architecture.ts";
import { affine } from "./convolve.ts";
import type { Images } from "./images.ts";
import { inputOf } from "./images.ts";
import type { AttentionNetwork } from "./network.ts";
import type { ForwardPass } from "./readout.ts";
import { readOut } from "./readout.ts";

/** The pixels of each patch as a row, patches in reading order: (images·patches)×pixels. */
export function patchRows(pixels: Matrix, { input, patch }: AttentionArchitecture): Matrix {
  const { width, channels } = input;
  const across = width / patch.width;
  const run = patch.width * channels;
  const result = matrix(pixels.data.length / (patch.height * run), patch.height * run);
  for (let line = 0; line * run < pixels.data.length; line++) {
    // Each image row is `across` runs, one for each patch that it goes through.
    const row = Math.floor(line / across);
    const token = Math.floor(row / patch.height) * across + (line % across);
    const to = token * result.cols + (row % patch.height) * run;
    result.data.set(pixels.data.subarray(line * run, (line + 1) * run), to);
  }
  return result;
}

/** a + b; b's rows start over when they run out. */
function plus(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, a.cols);
  for (let k = 0, at = 0; k < a.data.length; k++, at++) {
    if (at === b.data.length) at = 0;
    result.data[k] = a.data[k]! + b.data[at]!;
  }
  return result;
}

/** All layers of an attention network: the running sum after each attention and each perceptron. */
export function forwardAttention(network: AttentionNetwork, images: Images): ForwardPass {
  const { architecture, parameters, scale } = network;
  const extent = patchExtent(architecture);
  const tokens = extent.height * extent.width;
  const names = attentionLayerNames(architecture);
  let x = plus(
    affine(patchRows(inputOf(images, scale), architecture), parameters.embedding, false),
    parameters.positions,
  );
  const sums: Matrix[] = [];
  for (const { queryKeyValue, output, up, down } of parameters.blocks) {
    const mixed = attend(affine(normaliseRows(x), queryKeyValue, false), tokens, architecture.heads);
    x = plus(x, affine(mixed, output, false));
    sums.push(x);
    x = plus(x, affine(affine(normaliseRows(x), up, true), down, false));
    sums.push(x);
  }
  const pooled = readOut({ name: "pool", extent, values: normaliseRows(x) }, "pooled");
  return {
    layers: sums.map((values, i) => ({ name: names[i]!, extent, values })),
    logits: affine(pooled, parameters.head, false),
  };
}
