/**
 * arccos s for a cosine that rounding may have pushed out of [−1, 1]. Near s = 1 an error ε in s is √(2ε) in the
 * angle: angles below about 1e-8 are rounding.
 */
export function arccos(s: number): number {
  return Math.acos(Math.max(-1, Math.min(1, s)));
}

/** cos of a value that is an angle, so that `similarity` of an angular form is the score it came from. */
export const angularScore = (angle: number): number => 1 - (2 * angle) / Math.PI;
