import { t975 } from "./student.ts";

/** How much better one measure is than another on the same groups. */
export interface Difference {
  readonly value: number;
  /** Standard error by the jackknife: √((m−1)/m · Σ(dᵢ − d̄)²) of the differences with one group left out. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
  /** Whether the 95 % interval of Student's t with m − 1 degrees of freedom leaves out zero. */
  readonly significant: boolean;
}

/** A statistic and what it is with each of m groups left out. */
export interface LeftOut {
  readonly value: number;
  readonly leftOut: readonly number[];
}

/**
 * Whether two measures differ, by the jackknife over the groups that both were asked about, in the same order (as
 * Kornblith et al. 2019, table 2, do with a z-test; Student's t is the more careful with few groups). Pairing takes
 * away what both owe to an easy group.
 */
export function jackknifeDifference(first: LeftOut, second: LeftOut): Difference {
  const m = first.leftOut.length;
  const value = first.value - second.value;
  const each = first.leftOut.map((one, k) => one - second.leftOut[k]!);
  const mean = each.reduce((total, one) => total + one / m, 0);
  const error = Math.sqrt(((m - 1) / m) * each.reduce((total, one) => total + (one - mean) ** 2, 0));
  const half = t975(m - 1) * error;
  return { value, error, low: value - half, high: value + half, significant: Math.abs(value) > half };
}
