import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { largestSize, over } from "../linalg/elementwise.ts";
import { powerOfTwoAbove } from "./powers.ts";
import { derived } from "./derived.ts";
import { field, rows } from "./row-rules.ts";
import { sketchOf, type Sketch } from "./sketch.ts";

/** The values as given, not centred, divided by a power of two: X = scale · matrix, and |matrix| < 1. */
export interface Scaled {
  readonly matrix: Matrix;
  /** A power of two; 1 where all values are zero. */
  readonly scale: number;
}

/** Rows that stand for those of X: their products are those of Xc and n times those of the means. */
function uncentered(n: number, { factor, scale, mean }: Sketch): Matrix {
  const { rows, cols, data } = factor;
  const result = matrix(rows + 1, cols);
  for (let j = 0; j < cols; j++) result.data[j] = Math.sqrt(n) * mean[j]!;
  for (let k = 0; k < data.length; k++) result.data[cols + k] = scale * data[k]!;
  return result;
}

/**
 * X over a power of two, so that measures which do not centre neither overflow nor underflow at scales of 1e±150.
 * The division is exact: integers stay integers over a power of two, and ties stay ties.
 */
export const scaledValues = derived(
  "scaledValues",
  (x): Scaled => {
    const sketch = sketchOf(x);
    const { rows: n, cols: p, data } = sketch === undefined ? x.values : uncentered(x.n, sketch);
    const scale = powerOfTwoAbove(largestSize(data));
    return { matrix: matrix(n, p, over(data, scale)), scale };
  },
  field("matrix", rows),
);
