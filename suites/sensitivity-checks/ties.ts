/** Scores this close, relative to their size, are equal: rounding is no signal. */
export const TIE = 1e-9;

/** Below this a score is rounding of zero: the data of the suite have mean square 1. */
const ZERO = 1e-12;

/** Scores with what is rounding of zero set to zero. */
export const cleaned = (scores: readonly number[]): number[] =>
  scores.map((score) => (Math.abs(score) < ZERO ? 0 : score));
