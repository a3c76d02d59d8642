import { memoryLimit } from "../../core/room.ts";

/**
 * What one worker may keep of derived quantities where memory is plenty: more is hardly asked for again, and every page
 * of it has to be made by the system first.
 */
const MOST = 512 * 2 ** 20;

/** The share of the memory that all workers together may keep: the rest is for data and for what is being computed. */
const SHARE = 0.4;

/**
 * The bytes of derived quantities that each of so many workers may keep. What does not fit is computed again, to the
 * same bit, so this decides how long a run takes and nothing else.
 */
export function derivedBudget(workers: number, memory: number = memoryLimit()): number {
  return Math.floor(Math.min(MOST, (SHARE * memory) / Math.max(1, workers)));
}
