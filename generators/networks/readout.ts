import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Extent } from "./architecture.ts";

/** What a layer answered to n images, after its non-linearity. */
export interface LayerActivations {
  readonly name: string;
  readonly extent: Extent;
  /** (n·height·width)×channels: images slowest, then rows, columns, channels. */
  readonly values: Matrix;
}

/** Every layer's answer, and the logits, one row an image. */
export interface ForwardPass {
  readonly layers: readonly LayerActivations[];
  readonly logits: Matrix;
}

/** How a layer becomes an n×p matrix. */
export type Readout = "pooled" | "flat" | "positions";

/**
 * - `flat`: every unit at every position is a column, n×(height·width·channels), as in Kornblith et al. 2019.
 * - `pooled`: the mean over positions, n×channels: far narrower, so that every metric is well posed.
 * - `positions`: every position of every image is a row, (n·height·width)×channels: many more rows than columns. Rows
 *   of one image are not independent.
 */
export function readOut({ extent, values }: LayerActivations, readout: Readout): Matrix {
  const positions = extent.height * extent.width;
  const n = values.rows / positions;
  if (readout === "flat") return matrix(n, positions * extent.channels, values.data.slice());
  if (readout === "positions") return matrix(values.rows, values.cols, values.data.slice());
  const result = matrix(n, extent.channels);
  for (let row = 0, at = 0; row < values.rows; row++) {
    const to = Math.floor(row / positions) * values.cols;
    for (let j = 0; j < values.cols; j++, at++) {
      // In bounds: `to` walks the n rows of the result.
      result.data[to + j] = result.data[to + j]! + values.data[at]! / positions;
    }
  }
  return result;
}
