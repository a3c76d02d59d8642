import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { allocate } from "./binary/allocate.ts";
import { arrange, keepsOrder, meanOf, splitTrials } from "./layout/arrange.ts";
import type { Layout } from "./layout/layout.ts";
import { plan, type Plan } from "./layout/plan.ts";
import { requireRows, type ArraySource } from "./source.ts";

/** Activations as a matrix: rows are stimuli (or positions of stimuli), columns are units. */
export interface Activations {
  readonly values: Matrix;
  /** Every trial as a matrix of its own, where the layout has trials; `values` is their mean. */
  readonly trials?: readonly Matrix[];
  /** The stimulus to which each row belongs, where the rows are positions: rows of one stimulus go together. */
  readonly groups?: Int32Array;
  /** The names of the rows, where the file gives them. */
  readonly ids?: readonly string[];
}

/** Activations in a file, read through a layout: their shape is known, their numbers are read when asked for. */
export interface ActivationSource {
  /** Where they are from: `acts.npz#layer1`. */
  readonly name: string;
  /** The type as the file calls it. */
  readonly dtype: string;
  /** The shape of the array in the file. */
  readonly shape: readonly number[];
  readonly rows: number;
  readonly cols: number;
  /** The number of trials; undefined where the layout has no axis of trials. */
  readonly trials: number | undefined;
  /** Whether `readRows` reads little more than it is asked for. */
  readonly seekable: boolean;
  /** Rows `start` … `start + count − 1`. @throws EtalonError `io/rows`, `io/…`. */
  readonly readRows: (start: number, count: number) => Promise<Activations>;
  /** All rows. @throws EtalonError `io/…`. */
  readonly readAll: () => Promise<Activations>;
}

/** Numbers that are rearranged at a time, so that an array is never held twice: 32 MB. */
const CHUNK = 1 << 22;

/** The trials of some stimuli, each with its rows in the matrix' order; one where there is no axis of trials. */
async function readStimuli(
  source: ArraySource,
  plan: Plan,
  first: number,
  count: number,
): Promise<readonly Float64Array[]> {
  const { trials, around } = plan;
  if (trials?.axis === 0) {
    const width = plan.channels * plan.positions;
    const all: Float64Array[] = [];
    for (let trial = 0; trial < trials.count; trial++) {
      const whole = await source.readRows(trial, 1);
      all.push(arrange(whole.slice(first * width, (first + count) * width), plan));
    }
    return all;
  }
  const data = await source.readRows(first, count);
  const split = trials === undefined ? [data] : splitTrials(data, trials.count, around);
  return split.map((one) => arrange(one, plan));
}

/** The stimulus of every row from `start` on. */
function groupsOf(start: number, count: number, rowsPerStimulus: number): Int32Array {
  return Int32Array.from({ length: count }, (_, k) => Math.floor((start + k) / rowsPerStimulus));
}

/**
 * Reads an array through a layout.
 *
 * @throws EtalonError `io/not-a-matrix`, `io/policy`, `io/trials` when the layout does not fit the array's shape.
 */
export function activations(source: ArraySource, layout: Layout = {}): ActivationSource {
  const { name, dtype, shape, ids } = source;
  const made = plan(shape, layout, name);
  const { stimuli, rowsPerStimulus, cols, trials } = made;
  const rows = stimuli * rowsPerStimulus;

  const finish = (arrays: readonly Float64Array[], start: number, count: number): Activations => {
    const matrices = arrays.map((data) => matrix(count, cols, data));
    return {
      values: trials === undefined ? matrices[0]! : matrix(count, cols, meanOf(arrays)),
      ...(trials === undefined ? {} : { trials: matrices }),
      ...(made.policy === "positions" ? { groups: groupsOf(start, count, rowsPerStimulus) } : {}),
      // Names belong to the first axis, which is that of the stimuli unless it is that of the trials.
      ...(ids === undefined || trials?.axis === 0 ? {} : { ids: ids.slice(start, start + count) }),
    };
  };

  const readRows = async (start: number, count: number): Promise<Activations> => {
    requireRows(name, rows, start, count);
    if (count === 0)
      return finish(
        Array.from({ length: trials?.count ?? 1 }, () => new Float64Array(0)),
        start,
        0,
      );
    const first = Math.floor(start / rowsPerStimulus);
    const last = Math.floor((start + count - 1) / rowsPerStimulus);
    const read = await readStimuli(source, made, first, last - first + 1);
    const skipped = (start - first * rowsPerStimulus) * cols;
    const whole = read[0]?.length === count * cols;
    const cut = whole ? read : read.map((data) => data.slice(skipped, skipped + count * cols));
    return finish(cut, start, count);
  };

  const readAll = async (): Promise<Activations> => {
    if (trials === undefined && keepsOrder(made)) return finish([await source.readAll()], 0, rows);
    if (trials?.axis === 0) return readRows(0, rows);
    const width = made.channels * made.positions * (trials?.count ?? 1);
    const step = Math.max(1, Math.floor(CHUNK / Math.max(1, width)));
    const all = Array.from({ length: trials?.count ?? 1 }, () => allocate(rows * cols, name));
    for (let first = 0; first < stimuli; first += step) {
      const part = await readStimuli(source, made, first, Math.min(step, stimuli - first));
      part.forEach((data, k) => all[k]!.set(data, first * rowsPerStimulus * cols));
    }
    return finish(all, 0, rows);
  };

  return {
    name,
    dtype,
    shape,
    rows,
    cols,
    trials: trials?.count,
    seekable: source.seekable,
    readRows,
    readAll,
  };
}
