import { CONSTANT } from "../centered.ts";
import type { Block } from "./block.ts";

/** Finds the columns whose deviations are all within rounding of their values, as for data in memory. */
export interface ConstantColumns {
  readonly add: (block: Pick<Block, "rows" | "mean">) => void;
  /** Their numbers, given the mean of each column minus its shift. */
  readonly found: (mean: Float64Array) => number[];
}

/**
 * Most columns are ruled out by two of their values: only of the others all are looked at.
 *
 * @param shift What was subtracted from the rows of every block.
 */
export function constantColumns(shift: Float64Array): ConstantColumns {
  const m = shift.length;
  const [low, high] = [new Float64Array(m).fill(Infinity), new Float64Array(m).fill(-Infinity)];
  const possible = new Set(shift.keys());
  return {
    add({ rows: { rows: b, data }, mean }) {
      for (const j of possible) {
        const see = (value: number): void => {
          low[j] = Math.min(low[j]!, value);
          high[j] = Math.max(high[j]!, value);
        };
        // Values of a constant column are this near each other: twice what each may be off, and a little more.
        const within = (): boolean => high[j]! - low[j]! <= 2.01 * CONSTANT * Math.abs(shift[j]! + mean[j]!);
        see(data[j]!);
        see(data[(b - 1) * m + j]!);
        for (let i = 1; i < b - 1 && within(); i++) see(data[i * m + j]!);
        if (!within()) possible.delete(j);
      }
    },
    found: (mean) =>
      [...possible].filter((j) => {
        const deviation = Math.max(high[j]! - mean[j]!, mean[j]! - low[j]!);
        const peak = Math.max(Math.abs(shift[j]! + low[j]!), Math.abs(shift[j]! + high[j]!));
        return deviation <= CONSTANT * peak;
      }),
  };
}
