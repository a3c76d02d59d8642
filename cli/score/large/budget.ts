import os from "node:os";
import { EtalonError } from "../../../core/errors.ts";
import type { ActivationSource } from "../../../io/activations.ts";

const GIB = 2 ** 30;

/** How often the numbers are in memory when they are read as a whole: as read, centred, their bases, room to work. */
const COPIES = 4;

/** The process itself, with the library of linear algebra. */
const PROCESS = 160 * 2 ** 20;

/** Copies of a block: as read, side by side, whitened, and as much again that is not yet collected. */
const BLOCK_COPIES = 5;

/** Square matrices with a row and a column for each unit of all sides: factors of groups, stacked, and without each. */
const SQUARES = 36;

/** The most numbers of a block: 32 MB. More is no faster. */
const BLOCK = 2 ** 22;

/** Blocks of fewer rows would be read one by one for most of the time. */
const FEWEST_ROWS = 64;

/** Bytes for people, in GiB. */
export const gibText = (bytes: number): string => `${(bytes / GIB).toFixed(2)} GiB`;

/** `--memory` in bytes. @defaultValue half of what is free, within the limit of a container */
export function memoryBudget(gib: number | undefined): number {
  if (gib !== undefined) return gib * GIB;
  const limit = process.constrainedMemory() || Infinity;
  return Math.min(os.freemem(), limit) / 2;
}

/** What reading all of several files and comparing them takes, about. */
export const bytesAsWhole = (sources: readonly Pick<ActivationSource, "rows" | "cols">[]): number =>
  sources.reduce((sum, { rows, cols }) => sum + COPIES * 8 * rows * cols, PROCESS);

/** Copies of what is read for a block, before it is pooled or put into order. */
const READ_COPIES = 2;

/** The size of a stream of rows. */
export interface StreamSize {
  /** Of all sides together. */
  readonly units: number;
  /** Numbers of the files that make one row of all sides; more than units where positions are pooled. */
  readonly read: number;
  /** Bytes that are held besides. */
  readonly kept: number;
}

/** The size of a stream of these files. */
export function streamSize(
  sources: readonly Pick<ActivationSource, "shape" | "rows" | "cols">[],
  kept: number,
): StreamSize {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    units: sum(sources.map(({ cols }) => cols)),
    read: sum(sources.map(({ shape, rows }) => shape.reduce((size, side) => size * side, 1) / rows)),
    kept,
  };
}

/** What a pass over rows takes with so many rows in a block. */
function bytesOfPass({ units, read, kept }: StreamSize, blockRows: number): number {
  const block = blockRows * (BLOCK_COPIES * units + (read > units ? READ_COPIES * read : 0));
  return PROCESS + 8 * (block + SQUARES * units ** 2) + kept;
}

/**
 * How many rows are read at a time.
 *
 * @param budget Bytes that may be used.
 * @throws EtalonError `score/memory` with the bytes needed where not even few fit.
 */
export function rowsAtOnce(size: StreamSize, budget: number): number {
  const wanted = Math.floor(BLOCK / Math.max(size.units, size.read));
  const most = Math.max(FEWEST_ROWS, Math.min(2 ** 16, wanted));
  for (let rows = most; rows >= FEWEST_ROWS; rows = Math.floor(rows / 2)) {
    if (bytesOfPass(size, rows) <= budget) return rows;
  }
  const needed = bytesOfPass(size, FEWEST_ROWS);
  throw new EtalonError("score/memory", `a stream of ${size.units} units does not fit the memory allowed`, {
    got: `${gibText(needed)} needed of ${gibText(budget)}`,
    remedy: `--memory ${Math.ceil((10 * needed) / GIB) / 10} or more, or fewer units`,
  });
}
