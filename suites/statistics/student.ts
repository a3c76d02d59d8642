import type { Interval } from "../../core/finding.ts";
import { t975 } from "../../core/student.ts";

export { t975 };

/** Mean of independent values with a 95 % interval of Student's t; no interval for fewer than two values. */
export function meanInterval(values: readonly number[], what: string): { mean: number; interval?: Interval } {
  const count = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / count;
  if (count < 2) return { mean };
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (count - 1);
  const half = t975(count - 1) * Math.sqrt(variance / count);
  return {
    mean,
    interval: {
      low: mean - half,
      high: mean + half,
      level: 0.95,
      method: `Student's t over ${count} ${what}`,
    },
  };
}

/**
 * A 95 % interval for a statistic of m groups from its values with one group left out (the jackknife of Tukey 1958),
 * cut to [low, high].
 */
export function jackknifeInterval(
  estimate: number,
  leftOut: readonly number[],
  what: string,
  [low, high]: readonly [number, number],
): Interval {
  const m = leftOut.length;
  const mean = leftOut.reduce((total, value) => total + value, 0) / m;
  const spread = leftOut.reduce((total, value) => total + (value - mean) ** 2, 0);
  const half = t975(m - 1) * Math.sqrt(((m - 1) / m) * spread);
  return {
    low: Math.max(low, estimate - half),
    high: Math.min(high, estimate + half),
    level: 0.95,
    method: `jackknife, one of ${m} ${what} left out at a time`,
  };
}
