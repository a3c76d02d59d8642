/**
 * What becomes of the positions (height and width, tokens, time) of arrays with more than two dimensions.
 *
 * - `flatten`: every unit at every position is a column: n×(positions·channels).
 * - `pool`: the mean over positions: n×channels.
 * - `positions`: every position is a row: (n·positions)×channels; the rows of one stimulus are one group.
 */
export type Policy = "flatten" | "pool" | "positions";

/** All policies, for messages and options. */
export const POLICIES: readonly Policy[] = ["flatten", "pool", "positions"];

/** How the axes of an array are to be read. The first axis that is not that of the trials is that of the stimuli. */
export interface Layout {
  /** Needed where more than two axes remain; arrays with two are the same under each. */
  readonly policy?: Policy | undefined;
  /**
   * Which axis holds the channels, for `pool` and `positions`: the one after the stimuli (`first`, PyTorch's
   * n×channels×height×width) or the last (`last`, TensorFlow's n×height×width×channels, and tokens). It cannot be
   * guessed.
   */
  readonly channels?: "first" | "last" | undefined;
  /** The axis of repeated trials, counted from 0, or from the end where it is negative. */
  readonly trials?: number | undefined;
}
