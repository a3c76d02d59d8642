import type { Matrix } from "./matrix.ts";

/**
 * The activations of p units (columns) to n stimuli (rows). Immutable: whatever is derived from it may be kept and
 * shared.
 */
export interface Representation {
  /** Number of rows (stimuli). */
  readonly n: number;
  /** Number of columns (units, neurons, features). */
  readonly p: number;
  /** The n×p values as they were given, not centred. */
  readonly values: Matrix;
}
