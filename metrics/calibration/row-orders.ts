import { EtalonError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";

/** The block that each row belongs to; rows of one label are a block. */
export type Groups = readonly (string | number)[];

/** Fewest different orders of the rows that are worth a test: with 100 the smallest p is 0.01. */
export const FEWEST_ORDERS = 100;

/** Blocks of equal size, which may take each other's places; each block lists its rows. */
type Class = readonly (readonly number[])[];

function classesOf(groups: Groups): Class[] {
  const blocks = new Map<string | number, number[]>();
  groups.forEach((label, row) => {
    const block = blocks.get(label);
    if (block === undefined) blocks.set(label, [row]);
    else block.push(row);
  });
  const classes = new Map<number, number[][]>();
  for (const block of blocks.values()) {
    const same = classes.get(block.length);
    if (same === undefined) classes.set(block.length, [block]);
    else same.push(block);
  }
  return [...classes.values()];
}

/** Number of orders, up to what matters. */
function countOrders(classes: readonly Class[]): number {
  let orders = 1;
  for (const { length } of classes) for (let k = 2; k <= length && orders < 1e9; k++) orders *= k;
  return orders;
}

/** What a permutation test with or without groups takes for granted, for every output that shows one. */
export const exchangeability = (groups?: Groups): string =>
  groups === undefined
    ? "assumes that rows are exchangeable: stimuli drawn independently, without order in time, and no two alike; name groups if not"
    : "assumes that groups are exchangeable and of one kind: rows inside a group may depend on each other, rows of different groups do not; only groups of equal size take each other's places";

/** Makes random orders of n rows; order b depends on the seed and b alone, so that draws can be shared out. */
export interface RowOrders {
  /** Row i of the new order is row `order[i]` of the old one. */
  order(draw: number): Int32Array;
  /** How many orders there are (at most 1e9 is counted). */
  readonly count: number;
}

/**
 * Random orders of n rows. With groups whole groups take the places of others of the same size, and the rows inside keep
 * their order; a group whose size no other has stays where it is.
 *
 * @throws EtalonError `calibrate/groups` for a wrong number of labels, `calibrate/few-orders` below 100 orders.
 */
export function rowOrders(n: number, random: Random, groups?: Groups): RowOrders {
  if (groups !== undefined && groups.length !== n) {
    throw new EtalonError("calibrate/groups", `groups must name one group for each of the ${n} rows`, {
      got: `${groups.length} labels`,
      remedy: "give one label a row, in the order of the rows",
    });
  }
  const classes = groups === undefined ? [Array.from({ length: n }, (_, row) => [row])] : classesOf(groups);
  const count = countOrders(classes);
  if (count < FEWEST_ORDERS) {
    const got =
      groups === undefined
        ? `${n} rows`
        : `sizes ${classes.map((c) => `${c.length} × ${c[0]!.length}`).join(", ")}`;
    throw new EtalonError(
      "calibrate/few-orders",
      `a permutation test needs at least ${FEWEST_ORDERS} orders of the rows, these have ${count}`,
      {
        got,
        remedy:
          groups === undefined
            ? "use more stimuli"
            : "make at least five groups of equal size, by cutting long ones",
      },
    );
  }
  return {
    count,
    order(draw) {
      const source = random.child("order", draw);
      const result = new Int32Array(n);
      for (const blocks of classes) {
        const places = source.permutation(blocks.length);
        blocks.forEach((block, b) => {
          const from = blocks[places[b]!]!;
          block.forEach((row, k) => (result[row] = from[k]!));
        });
      }
      return result;
    },
  };
}
