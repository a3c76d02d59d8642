import type { Interval } from "../../core/finding.ts";
import type { Domain } from "./scale.ts";
import { position } from "./scale.ts";

/** A value with its interval and chance level, as lengths from the left end of a drawing {@link WIDTH} wide. */
export interface RangeView {
  readonly at: number;
  /** The two ends of the interval; `null` where none is known. */
  readonly bar: { readonly from: number; readonly to: number } | null;
  readonly chance: { readonly at: number } | null;
}

/** Width of the drawing in user units; the ends keep a margin for the dot. */
export const WIDTH = 64;
const MARGIN = 4;

/** Places a value, its interval and the chance level in the drawing. */
export function rangeView(
  domain: Domain,
  value: number,
  interval: Interval | undefined,
  chance: number | undefined,
): RangeView {
  const x = (number: number): number => round(MARGIN + position(domain, number, WIDTH - 2 * MARGIN));
  return {
    at: x(value),
    bar: interval === undefined ? null : { from: x(interval.low), to: x(interval.high) },
    chance: chance === undefined ? null : { at: x(chance) },
  };
}

function round(length: number): number {
  return Math.round(10 * length) / 10;
}
