import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { AttentionArchitecture } from "../../generators/networks/attention-architecture.ts";

/**
 * The pixels of each patch as a row: (images·patches)×(patch height·patch width·channels), patches in reading order.
 *
 * @param input - (images·height·width)×channels.
 */
export function patchRows(input: Matrix, { input: extent, patch }: AttentionArchitecture): Matrix {
  const { height, width, channels } = extent;
  const perColumn = height / patch.height;
  const perRow = width / patch.width;
  const images = input.rows / (height * width);
  const result = matrix(images * perColumn * perRow, patch.height * patch.width * channels);
  const run = patch.width * channels;
  for (let row = 0; row < images * height; row++) {
    const image = Math.floor(row / height);
    const y = row % height;
    for (let p = 0; p < perRow; p++) {
      const token = (image * perColumn + Math.floor(y / patch.height)) * perRow + p;
      const from = (row * width + p * patch.width) * channels;
      result.data.set(input.data.subarray(from, from + run), token * result.cols + (y % patch.height) * run);
    }
  }
  return result;
}
