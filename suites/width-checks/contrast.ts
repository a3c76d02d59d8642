/** Differences up to this, relative to values above 1, are rounding: near identity a distance is the root of it. */
const TIE = 1e-7;

const tied = (a: number, b: number): boolean =>
  Math.abs(a - b) <= TIE * Math.max(1, Math.abs(a), Math.abs(b));

/**
 * The probability that a related pair is more alike than an unrelated one, ties counted as half: the area under the
 * ROC curve (Mann and Whitney 1947). ½ where the two cannot be told apart, 1 where they always can. Larger is more alike.
 */
export function separation(related: readonly number[], unrelated: readonly number[]): number {
  let wins = 0;
  for (const a of related) for (const b of unrelated) wins += tied(a, b) ? 0.5 : a > b ? 1 : 0;
  return wins / (related.length * unrelated.length);
}

/** Half-way between chance and certainty. */
export const LOST_BELOW = 0.75;

/** Where a contrast that was there is gone for good. */
export type Loss =
  | { readonly kind: "lost"; readonly at: number }
  /** Still there at the widest. */
  | { readonly kind: "kept" }
  /** Not there even at the narrowest. */
  | { readonly kind: "never" };

/**
 * The width after which the contrast stays below {@link LOST_BELOW}, interpolated in the logarithm of the width.
 *
 * @param widths Ascending.
 */
export function lossOf(widths: readonly number[], contrast: readonly number[]): Loss {
  const last = contrast.findLastIndex((value) => value >= LOST_BELOW);
  if (last < 0) return { kind: "never" };
  if (last === widths.length - 1) return { kind: "kept" };
  const share = (contrast[last]! - LOST_BELOW) / (contrast[last]! - contrast[last + 1]!);
  return { kind: "lost", at: widths[last]! * (widths[last + 1]! / widths[last]!) ** share };
}
