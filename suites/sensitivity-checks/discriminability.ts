import type { Interval } from "../../core/finding.ts";
import { meanInterval } from "../statistics/student.ts";
import { TIE } from "./ties.ts";

/** No larger d′ is told apart from a smaller one: beyond it two doses are never confused. */
export const LARGEST_D_PRIME = 100;

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/**
 * How far the scores of two doses lie apart, in standard deviations over draws:
 * d′ = J·(x̄ − ȳ)/√((s_x² + s_y²)/2) with J = 1 − 3/(4(m_x + m_y − 2) − 1), which takes away the bias of small samples
 * (Hedges 1981). Differences within rounding are 0; the value is cut at ±{@link LARGEST_D_PRIME}.
 *
 * @param x, y Scores of the smaller and of the larger dose, at least two each; more alike is larger.
 */
export function dPrime(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const rounding = TIE * Math.max(Math.abs(mx), Math.abs(my));
  if (Math.abs(mx - my) <= rounding) return 0;
  const variance = (values: readonly number[], middle: number): number =>
    values.reduce((total, value) => total + (value - middle) ** 2, 0) / (values.length - 1);
  const spread = Math.max(rounding, Math.sqrt((variance(x, mx) + variance(y, my)) / 2));
  const unbiased = 1 - 3 / (4 * (x.length + y.length - 2) - 1);
  const d = (unbiased * (mx - my)) / spread;
  return Math.max(-LARGEST_D_PRIME, Math.min(LARGEST_D_PRIME, d));
}

/** d′ between each dose and the next. @param series draws×doses, in the order of rising doses */
export function neighbours(series: readonly (readonly number[])[]): number[] {
  const at = (dose: number): number[] => series.map((draw) => draw[dose]!);
  return Array.from({ length: series[0]!.length - 1 }, (_, k) => dPrime(at(k), at(k + 1)));
}

/** √2·asinh(d′/2√2), on which a d′ varies equally whatever its size (Hedges and Olkin 1985, chapter 5). */
const stabilised = (d: number): number => Math.SQRT2 * Math.asinh(d / (2 * Math.SQRT2));
const unstabilised = (h: number): number => 2 * Math.SQRT2 * Math.sinh(h / Math.SQRT2);

/** A d′ over data sets, without an interval if there is one data set alone. */
export interface MeanDPrime {
  readonly mean: number;
  readonly interval?: Interval;
}

/**
 * Mean of the d′ of several data sets, with a 95 % interval of Student's t over them. Both are taken where the spread
 * of a d′ does not depend on its size, and turned back: a d′ of 16 is less certain than one of 4, and that must not
 * make the interval reach down to zero.
 */
export function meanDPrime(values: readonly number[]): MeanDPrime {
  const { mean: middle, interval } = meanInterval(values.map(stabilised), "data sets");
  if (interval === undefined) return { mean: unstabilised(middle) };
  return {
    mean: unstabilised(middle),
    interval: {
      ...interval,
      low: unstabilised(interval.low),
      high: unstabilised(interval.high),
      method: `${interval.method}, variance-stabilised`,
    },
  };
}

/**
 * The mean d′ of each step, and the worst: the step whose mean is the smallest. Means are taken first, since the
 * smallest of several uncertain values lies below all of their means.
 *
 * @param apart data sets×steps
 */
export function worstDPrime(apart: readonly (readonly number[])[]): {
  readonly worst: MeanDPrime & { readonly step: number };
  readonly all: readonly MeanDPrime[];
} {
  const all = apart[0]!.map((_, step) => meanDPrime(apart.map((steps) => steps[step]!)));
  const step = all.reduce((least, { mean }, k) => (mean < all[least]!.mean ? k : least), 0);
  return { worst: { ...all[step]!, step }, all };
}
