import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { rootOf } from "./root.ts";

/** Where the columns of all sides, side by side, have their means. */
export interface Places {
  /** A power of two for each side. */
  readonly units: readonly number[];
  /** In these units, the mean is shift + mean. */
  readonly shift: Float64Array;
  readonly mean: Float64Array;
  /** Columns that do not vary: what they differ from their mean is rounding. */
  readonly constant: readonly number[];
}

/** Adds up products of the squared lengths of centred rows. */
export interface RowLengths {
  /** The next rows, one matrix a side, and the group that they belong to. */
  readonly add: (sides: readonly Matrix[], group: number) => void;
  /** For each side a few numbers: inner products of two sides' are Σᵢ‖xᵢ‖²‖yᵢ‖² over the groups wanted, in their units. */
  readonly of: (wanted: (group: number) => boolean) => Float64Array[];
}

/**
 * Σᵢ‖xᵢ‖²‖yᵢ‖² of all pairs of sides, from a second pass over the rows, when their means are known.
 *
 * @param typical The mean squared length of each side's rows; 0 for a side without variance.
 */
export function rowLengths(typical: readonly number[], { units, shift, mean, constant }: Places): RowLengths {
  const sides = typical.length;
  const varies = Float64Array.from(shift, () => 1);
  for (const j of constant) varies[j] = 0;
  const ofGroup = new Map<number, Matrix>();
  const lengths = new Float64Array(sides);
  return {
    add(blocks, group) {
      const b = blocks[0]!.rows;
      const products = ofGroup.get(group) ?? matrix(sides, sides);
      ofGroup.set(group, products);
      for (let i = 0; i < b; i++) {
        let from = 0;
        for (const [s, { cols, data }] of blocks.entries()) {
          const inverse = 1 / units[s]!;
          let sum = 0;
          for (let j = from, k = i * cols; j < from + cols; j++, k++) {
            const value = (data[k]! * inverse - shift[j]! - mean[j]!) * varies[j]!;
            sum += value * value;
          }
          // In units of the typical one: the product of two squares of large numbers may not be a number.
          lengths[s] = typical[s] === 0 ? 0 : sum / typical[s]!;
          from += cols;
        }
        for (let s = 0, k = 0; s < sides; s++) {
          for (let t = 0; t < sides; t++, k++) products.data[k]! += lengths[s]! * lengths[t]!;
        }
      }
    },
    of(wanted) {
      const products = matrix(sides, sides);
      for (const [group, { data }] of ofGroup) {
        if (wanted(group)) data.forEach((value, k) => (products.data[k]! += value));
      }
      const root = rootOf(products);
      return typical.map((size, s) =>
        Float64Array.from({ length: sides }, (_, k) => root.data[k * sides + s]! * size),
      );
    },
  };
}
