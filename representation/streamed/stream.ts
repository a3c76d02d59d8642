import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import type { Representation } from "../../core/representation.ts";
import { powerOfTwoAbove } from "../centered.ts";
import { sketched, type Sketch } from "../sketch.ts";
import { blockOf, shiftOf } from "./block.ts";
import type { ConstantColumns } from "./constant.ts";
import { constantColumns } from "./constant.ts";
import { foldFactor } from "./factor.ts";
import type { Folding } from "./folding.ts";
import { rowLengths } from "./lengths.ts";
import { foldProducts } from "./products.ts";

/** What is kept of rows that pass: their products, which are cheaper, or a triangular factor, which is sharper. */
export type Keeping = "products" | "factor";

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
  /** For the same rows once more, after `finish`: it adds the lengths of the centred rows to the sketches. */
  readonly secondPass: () => Pick<MomentStream, "add" | "finish">;
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
  readonly folding: Folding;
}

/**
 * Second moments of rows that are read once: n, means and products of several files side by side. In memory are a few
 * copies of the largest block, and a few matrices with as many rows and columns as all sides have columns.
 */
export function momentStream(sides: readonly StreamSide[], keeping: Keeping): MomentStream {
  const names = sides.map(({ name }) => name);
  const m = sides.reduce((sum, { p }) => sum + p, 0);
  /** Of all rows so far, minus the shift. */
  const mean = new Float64Array(m);
  let n = 0;
  let state: State | undefined;
  let sketches: Sketch[] = [];
  let room = new Float64Array(0);

  const start = (blocks: readonly Matrix[]): State => {
    const units = blocks.map(unitOf);
    const scaled = blocks.map((block, s) => ({ ...block, data: block.data.map((v) => v / units[s]!) }));
    const shift = shiftOf(scaled);
    // A value that is none is for the block to find: here it would hide all others of its column.
    shift.forEach((value, j) => (shift[j] = Number.isFinite(value) ? value : 0));
    const folding = keeping === "products" ? foldProducts(shift) : foldFactor(m);
    return { units, shift, constant: constantColumns(shift), folding };
  };

  const started = (): State => {
    if (state !== undefined) return state;
    throw new EtalonError("input/no-rows", `${names.join(", ")} must have at least one row (stimulus)`);
  };

  const made = (): Representation[] => sketches.map((sketch, s) => sketched(n, sketch, names[s]));

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
      state ??= start(blocks);
      const { units, shift, constant, folding } = state;
      if (room.length < (b + 1) * m) room = new Float64Array((b + 1) * m);
      const block = blockOf(blocks, { units, shift, names, before: n }, room);
      constant.add(block);
      const weight = n === 0 ? 0 : Math.sqrt((n / (n + b)) * b);
      const between = block.mean.map((value, j) => weight * (value - mean[j]!));
      for (let j = 0; j < m; j++) mean[j]! += (block.mean[j]! - mean[j]!) * (b / (n + b));
      folding.add(block, between);
      n += b;
    },
    finish() {
      const { units, shift, constant, folding } = started();
      const factor = folding.factor();
      const constants = constant.found(mean);
      for (const j of constants) {
        for (let i = 0; i < factor.rows; i++) factor.data[i * m + j] = 0;
      }
      let from = 0;
      sketches = sides.map(({ p }, s) => {
        const own = matrix(factor.rows, p);
        for (let i = 0; i < factor.rows; i++) {
          own.data.set(factor.data.subarray(i * m + from, i * m + from + p), i * p);
        }
        const level = shift.slice(from, (from += p)).map((value, j) => value + mean[from - p + j]!);
        return { factor: own, scale: units[s]!, mean: level.map((value) => value * units[s]!) };
      });
      return made();
    },
    secondPass() {
      const { units, shift, constant } = started();
      const lengths = rowLengths(
        sketches.map((sketch) => squaredNorm(sketch.factor) / n),
        { shift, mean, units, constant: constant.found(mean) },
      );
      return {
        add: lengths.add,
        finish: () => {
          lengths.finish().forEach((found, s) => (sketches[s] = { ...sketches[s]!, lengths: found }));
          return made();
        },
      };
    },
  };
}
