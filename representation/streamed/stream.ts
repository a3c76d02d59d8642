import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import type { Representation } from "../../core/representation.ts";
import { powerOfTwoAbove } from "../powers.ts";
import { sketched, type Sketch } from "../sketch.ts";
import { blockOf, shiftOf } from "./block.ts";
import type { ConstantColumns } from "./constant.ts";
import { constantColumns } from "./constant.ts";
import { foldFactor, type Room } from "./factor.ts";
import { rowLengths, type RowLengths } from "./lengths.ts";
import { joined, part, type Keeping, type Part, type Summary } from "./part.ts";
import { foldProducts } from "./products.ts";

/** One of several files of the same rows. */
export interface StreamSide {
  readonly name: string;
  readonly p: number;
}

/** Takes rows in, block by block, and forgets them. */
export interface MomentStream {
  /** The next rows, one matrix a side. @throws EtalonError `input/non-finite`, `input/scale`, `input/row-mismatch`. */
  readonly add: (sides: readonly Matrix[]) => void;
  /** A representation for each side, of all rows added. @throws EtalonError `input/no-rows`. */
  readonly finish: () => Representation[];
  /**
   * For each group of blocks the same of all others, for a jackknife; none where some group has no rows. Lengths of rows
   * are those about the mean of all.
   */
  readonly leftOut: () => Representation[][];
  /** For the same blocks once more: it adds the lengths of the centred rows to what `finish` and `leftOut` give. */
  readonly secondPass: () => Pick<MomentStream, "add">;
}

/** Shifts and products of values in this range stay inside float64. */
const MODERATE = 2 ** 400;

/** 1, or a power of two near the largest value where its square may not be a number. */
function unitOf({ data }: Matrix): number {
  let peak = 0;
  for (const value of data) if (Math.abs(value) > peak && value !== Infinity) peak = Math.abs(value);
  return peak === 0 || (peak < MODERATE && peak > 1 / MODERATE) ? 1 : powerOfTwoAbove(peak);
}

interface State {
  readonly units: readonly number[];
  readonly shift: Float64Array;
  readonly constant: ConstantColumns;
  readonly parts: readonly Part[];
}

/** What is known before the first block is taken in. */
function stateFor(blocks: readonly Matrix[], keeping: Keeping, groups: number): State {
  const units = blocks.map(unitOf);
  const shift = shiftOf(blocks.map((block, s) => ({ ...block, data: block.data.map((v) => v / units[s]!) })));
  // A value that is none is for the block to find: here it would hide all others of its column.
  shift.forEach((value, j) => (shift[j] = Number.isFinite(value) ? value : 0));
  const room: Room = { data: new Float64Array(0) };
  const parts = Array.from({ length: groups }, () =>
    part(shift.length, keeping === "products" ? foldProducts(shift) : foldFactor(shift.length, room)),
  );
  return { units, shift, constant: constantColumns(shift), parts };
}

/**
 * Second moments of rows that are read once: n, means and products of several files side by side. In memory are a few
 * copies of the largest block, and a few matrices with as many rows and columns as all sides have columns.
 *
 * @param groups Blocks are dealt to so many groups in turn. @defaultValue 1
 */
export function momentStream(sides: readonly StreamSide[], keeping: Keeping, groups = 1): MomentStream {
  const names = sides.map(({ name }) => name);
  const m = sides.reduce((sum, { p }) => sum + p, 0);
  let [n, blocksSeen] = [0, 0];
  let state: State | undefined;
  let lengths: RowLengths | undefined;
  let room = new Float64Array(0);

  const started = (): State => {
    if (state !== undefined) return state;
    throw new EtalonError("input/no-rows", `${names.join(", ")} must have at least one row (stimulus)`);
  };

  /** The groups that have rows. */
  const known = (): { readonly group: number; readonly own: Summary }[] =>
    started().parts.flatMap(({ summary }, group) => {
      const own = summary();
      return own === undefined ? [] : [{ group, own }];
    });

  /** A sketch for each side from the groups wanted. */
  const sketchesOf = (
    wanted: (group: number) => boolean,
  ): { readonly rows: number; readonly made: Sketch[] } => {
    const { units, shift, constant } = started();
    const chosen = known().filter(({ group }) => wanted(group));
    const {
      n: rows,
      mean,
      factor,
    } = joined(
      chosen.map(({ own }) => own),
      keeping,
    );
    const still = constant.found(mean);
    const found = lengths?.of(wanted);
    let from = 0;
    const made = sides.map(({ p }, s): Sketch => {
      const own = matrix(factor.rows, p);
      for (let i = 0; i < factor.rows; i++) {
        own.data.set(factor.data.subarray(i * m + from, i * m + from + p), i * p);
        for (const j of still) if (j >= from && j < from + p) own.data[i * p + j - from] = 0;
      }
      const level = shift.slice(from, from + p).map((value, j) => (value + mean[from + j]!) * units[s]!);
      from += p;
      const sketch = { factor: own, scale: units[s]!, mean: level };
      return found === undefined ? sketch : { ...sketch, lengths: found[s]! };
    });
    return { rows, made };
  };

  const representations = (wanted: (group: number) => boolean): Representation[] => {
    const { rows, made } = sketchesOf(wanted);
    return made.map((sketch, s) => sketched(rows, sketch, names[s]));
  };

  return {
    add(blocks) {
      const b = blocks[0]?.rows ?? 0;
      for (const [s, block] of blocks.entries()) {
        if (block.rows === b && block.cols === sides[s]?.p) continue;
        throw new EtalonError("input/row-mismatch", "a stream takes the same rows of all sides together", {
          got: `${block.rows}×${block.cols} of ${names[s] ?? "an unknown side"} beside ${b} rows`,
        });
      }
      if (b === 0) return;
      state ??= stateFor(blocks, keeping, groups);
      const { units, shift, constant, parts } = state;
      if (room.length < (b + 1) * m) room = new Float64Array((b + 1) * m);
      const block = blockOf(blocks, { units, shift, names, before: n }, room);
      constant.add(block);
      parts[blocksSeen++ % groups]!.add(block);
      n += b;
    },
    finish: () => representations(() => true),
    leftOut() {
      const all = known();
      if (all.length < Math.max(2, groups)) return [];
      return all.map(({ group: left }) => representations((group) => group !== left));
    },
    secondPass() {
      const { units, shift, constant } = started();
      const { mean } = joined(
        known().map(({ own }) => own),
        keeping,
      );
      const { made } = sketchesOf(() => true);
      const typical = made.map(({ factor }) => squaredNorm(factor) / n);
      const found = rowLengths(typical, { units, shift, mean, constant: constant.found(mean) });
      lengths = found;
      let block = 0;
      return {
        add: (blocks) => {
          if ((blocks[0]?.rows ?? 0) > 0) found.add(blocks, block++ % groups);
        },
      };
    },
  };
}
