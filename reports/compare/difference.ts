import type { Interval } from "../../core/finding.ts";
import { criticalT, twoSided } from "./tail.ts";

/** A number with its interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval;
}

/** A standard error with its degrees of freedom. */
export interface Spread {
  readonly error: number;
  readonly freedom: number;
}

/** The difference of two independent estimates. */
export interface Difference {
  readonly value: number;
  readonly interval: Interval;
  /** Standard error and degrees of freedom by which an increase, and a decrease, is told from chance. */
  readonly increase: Spread;
  readonly decrease: Spread;
  /** Two-sided: how often chance alone gives as large a difference. */
  readonly p: number;
}

const LEVEL = 0.95;

/** Degrees of freedom of an interval from the words that say how it was made; as the normal where they name no few. */
export function freedomOf(method: string): number {
  const count = /^(?:Student's t over|jackknife, one of) (\d+)/.exec(method)?.[1];
  return count === undefined ? Infinity : Math.max(1, Number(count) - 1);
}

/** The standard error on each side of an estimate, as its interval has it. */
function errorsOf({ value, interval }: Estimate): { below: number; above: number; freedom: number } {
  const freedom = freedomOf(interval.method);
  const width = criticalT(1 - interval.level, freedom);
  return {
    below: Math.max(0, value - interval.low) / width,
    above: Math.max(0, interval.high - value) / width,
    freedom,
  };
}

/** Degrees of freedom of a sum of two variances (Welch 1947, Satterthwaite 1946). */
function welch(a: number, freedomA: number, b: number, freedomB: number): number {
  const share = (error: number, freedom: number): number => (error === 0 ? 0 : error ** 4 / freedom);
  const below = share(a, freedomA) + share(b, freedomB);
  return below === 0 ? Infinity : (a ** 2 + b ** 2) ** 2 / below;
}

/**
 * Head minus base for results on different data. Intervals may be lopsided (shares near 0 or 1), so the standard
 * error is made of the halves that face each other: the recovered variances of Zou and Donner (2008), after Newcombe
 * (1998). `undefined` where neither has any spread: then there is nothing to judge a difference by.
 */
export function differenceOf(base: Estimate, head: Estimate): Difference | undefined {
  const [b, h] = [errorsOf(base), errorsOf(head)];
  const value = head.value - base.value;
  const low = { error: Math.hypot(h.below, b.above), freedom: welch(h.below, h.freedom, b.above, b.freedom) };
  const high = {
    error: Math.hypot(h.above, b.below),
    freedom: welch(h.above, h.freedom, b.below, b.freedom),
  };
  const near = value >= 0 ? low : high;
  if (near.error === 0) return undefined;
  const half = ({ error, freedom }: Spread): number => error * criticalT(1 - LEVEL, freedom);
  return {
    value,
    interval: {
      low: value - half(low),
      high: value + half(high),
      level: LEVEL,
      method: "recovered variances",
    },
    increase: low,
    decrease: high,
    p: twoSided(value / near.error, near.freedom),
  };
}
