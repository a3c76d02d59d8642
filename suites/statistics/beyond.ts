import type { Interval } from "../../core/finding.ts";
import { quantile } from "./moments.ts";
import { shareInterval } from "./proportion.ts";

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/** A share of a sample beyond a threshold that is itself estimated from another sample. */
export interface Beyond {
  readonly threshold: number;
  readonly share: number;
  readonly interval: Interval;
}

/**
 * The share of `values` above the quantile `q` of `reference`, with a 95 % interval that has both errors: that of the
 * share, by Wilson, and that of the threshold, whose own 95 % interval lies between two order statistics of the
 * reference (their ranks are binomial, whatever the distribution). The two are joined as the recovered variances of
 * independent errors (Zou and Donner 2008). Wilson alone leaves the second out, which is the larger one where the share
 * changes quickly with the threshold.
 */
export function shareBeyond(
  values: readonly number[],
  reference: readonly number[],
  q: number,
  what: string,
): Beyond {
  const beyond = (threshold: number): number => values.filter((value) => value > threshold).length;
  const threshold = quantile(reference, q);
  const { share, interval } = shareInterval(beyond(threshold), values.length, what);
  const half = Z * Math.sqrt((q * (1 - q)) / reference.length);
  const [most, least] = [q - half, q + half].map((p) => beyond(quantile(reference, p)) / values.length) as [
    number,
    number,
  ];
  return {
    threshold,
    share,
    interval: {
      ...interval,
      low: Math.max(0, share - Math.hypot(share - interval.low, share - least)),
      high: Math.min(1, share + Math.hypot(interval.high - share, most - share)),
      method: `${interval.method} and the error of a threshold from ${reference.length}`,
    },
  };
}
