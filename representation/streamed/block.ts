import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { leadingRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

/** Some rows of all sides, side by side, minus a fixed shift: what is added to a stream. */
export interface Block {
  /** b×m, row-major, of which whoever takes the block in may make what it likes. */
  readonly rows: Matrix;
  /** The mean of each column of `rows`. */
  readonly mean: Float64Array;
  /** Room for the rows and one more. */
  readonly room: Float64Array;
}

/** Where rows lie in a stream. */
export interface Placing {
  /** One number for each column of all sides. */
  readonly shift: Float64Array;
  /** A power of two for each side. */
  readonly units: readonly number[];
  readonly names: readonly string[];
  /** How many rows came before, for messages. */
  readonly before: number;
}

/** So many rows decide the shift, which need only be near the mean. */
const SHIFT_ROWS = 1024;

/** The column means of the first rows: subtracted from all rows, so that a large mean costs no digit of the spread. */
export function shiftOf(sides: readonly Matrix[]): Float64Array {
  const shift = new Float64Array(sides.reduce((sum, { cols }) => sum + cols, 0));
  let from = 0;
  for (const { rows, cols, data } of sides) {
    const count = Math.min(rows, SHIFT_ROWS);
    for (let i = 0, k = 0; i < count; i++) {
      for (let j = from; j < from + cols; j++, k++) shift[j]! += data[k]! / count;
    }
    from += cols;
  }
  return shift;
}

/** @throws EtalonError `input/non-finite` with the row of the file and the column, if some value is none. */
function refuseNonFinite(sides: readonly Matrix[], { names, before }: Placing): void {
  for (const [s, { cols, data }] of sides.entries()) {
    const bad = data.findIndex((value) => !Number.isFinite(value));
    if (bad < 0) continue;
    throw new EtalonError("input/non-finite", `${names[s]} must be finite everywhere`, {
      got: `${data[bad]} at row ${before + Math.floor(bad / cols)}, column ${bad % cols}`,
      remedy: "remove or impute these stimuli or units first",
    });
  }
}

/** The error of values whose squares, in one unit for the whole stream, leave float64. */
export const outOfScale = (): EtalonError =>
  new EtalonError("input/scale", "a stream must keep to one scale: squares of its values leave float64", {
    remedy: "divide the activations by a constant",
  });

/**
 * Puts rows of all sides side by side into `room`, in each side's unit and minus the shift.
 *
 * @param room (b + 1)·m numbers or more.
 * @throws EtalonError `input/non-finite`, `input/scale`.
 */
export function blockOf(sides: readonly Matrix[], placing: Placing, room: Float64Array): Block {
  const { shift, units } = placing;
  const m = shift.length;
  const b = sides[0]!.rows;
  let from = 0;
  for (const [s, { cols, data }] of sides.entries()) {
    const inverse = 1 / units[s]!;
    for (let i = 0, k = 0; i < b; i++) {
      for (let j = from, o = i * m + from; j < from + cols; j++, k++, o++) {
        room[o] = data[k]! * inverse - shift[j]!;
      }
    }
    from += cols;
  }
  const rows = leadingRows({ rows: b, cols: m, data: room }, b);
  const each = { rows: 1, cols: b, data: new Float64Array(b).fill(1 / b) };
  const mean = backend().multiply(each, rows).data;
  if (!mean.every(Number.isFinite)) {
    refuseNonFinite(sides, placing);
    throw outOfScale();
  }
  return { rows, mean, room };
}

/** Subtracts the block's mean from its rows, in place. */
export function centerRows({ rows: { rows: b, cols: m, data }, mean }: Block): void {
  for (let i = 0, k = 0; i < b; i++) for (let j = 0; j < m; j++, k++) data[k]! -= mean[j]!;
}
