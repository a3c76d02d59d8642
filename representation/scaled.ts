import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { powerOfTwoAbove } from "./centered.ts";
import { derived } from "./derived.ts";
import { field, rows } from "./row-rules.ts";

/** The values as given, not centred, divided by a power of two: X = scale · matrix, and |matrix| < 1. */
export interface Scaled {
  readonly matrix: Matrix;
  /** A power of two; 1 where all values are zero. */
  readonly scale: number;
}

/**
 * X over a power of two, so that measures which do not centre neither overflow nor underflow at scales of 1e±150.
 * The division is exact: integers stay integers over a power of two, and ties stay ties.
 */
export const scaledValues = derived(
  "scaledValues",
  ({ n, p, values }): Scaled => {
    let largest = 0;
    for (const value of values.data) largest = Math.max(largest, Math.abs(value));
    const scale = powerOfTwoAbove(largest);
    return {
      matrix: matrix(
        n,
        p,
        values.data.map((value) => value / scale),
      ),
      scale,
    };
  },
  field("matrix", rows),
);
