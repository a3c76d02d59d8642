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

/** Square matrices with a row and a column for each unit of all sides. */
const SQUARES = 8;

/** The most numbers of a block: 32 MB. More is no faster. */
const BLOCK = 2 ** 22;

/** Blocks of fewer rows would be read one by one for most of the time. */
const FEWEST_ROWS = 256;

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

/** What a pass over rows takes, with as many units in all and rows in a block. */
const bytesOfPass = (units: number, blockRows: number, kept: number): number =>
  PROCESS + 8 * (BLOCK_COPIES * blockRows * units + SQUARES * units ** 2) + kept;

/**
 * How many rows are read at a time.
 *
 * @param units Of all sides together.
 * @param kept Bytes that are held besides.
 * @throws EtalonError `score/memory` with the bytes needed where not even few fit.
 */
export function rowsAtOnce(units: number, kept: number, budget: number): number {
  const wanted = Math.max(FEWEST_ROWS, Math.min(2 ** 16, Math.floor(BLOCK / units)));
  for (let rows = wanted; rows >= FEWEST_ROWS; rows = Math.floor(rows / 2)) {
    if (bytesOfPass(units, rows, kept) <= budget) return rows;
  }
  const needed = bytesOfPass(units, FEWEST_ROWS, kept);
  throw new EtalonError("score/memory", `the factor of ${units} units does not fit the memory allowed`, {
    got: `${gibText(needed)} needed of ${gibText(budget)}`,
    remedy: `--memory ${Math.ceil((10 * needed) / GIB) / 10} or more, or fewer units`,
  });
}
