import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import type { Random } from "../../../core/random.ts";

/** Disjoint random sets of rows, and what was seen of them. */
export interface Subsamples {
  readonly count: number;
  /** Rows of each. */
  readonly rows: number;
  /** Takes the chosen among the rows `from`, `from` + 1, … of all sides. */
  readonly take: (sides: readonly Matrix[], from: number) => void;
  /** `[subsample][side]`, rows in the order of the file. */
  readonly matrices: readonly (readonly Matrix[])[];
}

/** How many subsamples: enough for an interval of their mean. */
export const SUBSAMPLES = 8;

/** `count` different numbers below n, in a random order, without a list of all. */
function distinct(count: number, n: number, random: Random): Int32Array {
  if (2 * count > n) return random.permutation(n).slice(0, count);
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(random.integer(n));
  return Int32Array.from(chosen);
}

/**
 * {@link SUBSAMPLES} sets of rows that have none in common.
 *
 * @param widths The number of columns of each side.
 * @param wanted Rows of each set, if there are as many.
 */
export function subsamples(n: number, widths: readonly number[], wanted: number, random: Random): Subsamples {
  const rows = Math.min(wanted, Math.floor(n / SUBSAMPLES));
  const chosen = distinct(SUBSAMPLES * rows, n, random);
  /** Which row of the file, whose set it belongs to. */
  const places = Array.from(chosen, (row, k) => ({ row, set: k % SUBSAMPLES })).sort((a, b) => a.row - b.row);
  const matrices = Array.from({ length: SUBSAMPLES }, () => widths.map((p) => matrix(rows, p)));
  const filled = new Int32Array(SUBSAMPLES);
  let next = 0;
  return {
    count: SUBSAMPLES,
    rows,
    matrices,
    take(sides, from) {
      const end = from + sides[0]!.rows;
      for (; next < places.length && places[next]!.row < end; next++) {
        const { row, set } = places[next]!;
        const at = filled[set]!++;
        sides.forEach(({ cols, data }, s) => {
          const start = (row - from) * cols;
          matrices[set]![s]!.data.set(data.subarray(start, start + cols), at * cols);
        });
      }
    },
  };
}
