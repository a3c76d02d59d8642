import { SINGLE_PRECISION, type MetricInfo } from "../../core/metric.ts";

/** A measure as a distance, or why it is none. */
export type AsDistance =
  { readonly of: (value: number) => number; readonly text: string } | { readonly reason: string };

/** The value of a distance as it is, or `top − s` for a similarity whose range ends at `top`. */
export function asDistance({ direction, range }: Pick<MetricInfo, "direction" | "range">): AsDistance {
  const top = range[1];
  if (direction === "distance") return { of: (value) => value, text: "d" };
  if (!Number.isFinite(top)) return { reason: "a similarity without an upper bound is no distance" };
  return { of: (value) => top - value, text: `${top} − s` };
}

/**
 * How much rounding may take of `size`, the size of the values at hand. An error ε in a cosine is √(2ε) in its angle, and
 * every distance that is a root has the same: 1e-13 becomes 5e-7, and in float32 1e-6 becomes 1.4e-3.
 */
export const tolerance = (size: number, { precision }: Pick<MetricInfo, "precision"> = {}): number =>
  (precision === "float32" ? 2e-3 : 1e-6) * size;

/** What rounding may take where no root is taken, of `size`, the size of values. */
export const strictTolerance = (size: number, { precision }: Pick<MetricInfo, "precision">): number =>
  (precision === "float32" ? SINGLE_PRECISION : 1e-9) * size;

/** The middle of some numbers, the upper one of two; 0 of none. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** How large values are: the width of a bounded range, or else the median size of values of unrelated data. */
export function sizeOfValues(
  { range: [low, high] }: Pick<MetricInfo, "range">,
  values: readonly number[],
): number {
  return Number.isFinite(high - low) ? high - low : median(values.map(Math.abs));
}

/** Whether two answers to one question are the same but for rounding. */
export function isSame(
  size: number,
  [first, second]: readonly [number | undefined, number | undefined],
): boolean {
  if (first === undefined || second === undefined) return first === second;
  return Math.abs(first - second) <= tolerance(Math.max(size, Math.abs(first)));
}
