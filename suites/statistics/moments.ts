import type { Interval } from "../../core/finding.ts";

/** Mean, standard deviation and standard error of the mean of independent values. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** With n − 1; 0 for one value. */
  readonly sd: number;
  readonly error: number;
}

export function momentsOf(values: readonly number[]): Moments {
  const count = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / count;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const sd = count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  return { count, mean, sd, error: sd / Math.sqrt(count) };
}

/** The value that a share `q` of the sample does not exceed: an element of the sample, never an interpolation. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length, Math.max(1, Math.ceil(q * sorted.length - 1e-9))) - 1]!;
}

/** A linear function Σ cᵢ·meanᵢ of the means of independent samples, with a 95 % interval of the normal distribution. */
export function contrast(
  parts: readonly { readonly weight: number; readonly moments: Moments }[],
  what: string,
): { readonly value: number; readonly interval: Interval } {
  const value = parts.reduce((total, { weight, moments }) => total + weight * moments.mean, 0);
  const variance = parts.reduce((total, { weight, moments }) => total + (weight * moments.error) ** 2, 0);
  const half = 1.959963984540054 * Math.sqrt(variance);
  return {
    value,
    interval: { low: value - half, high: value + half, level: 0.95, method: `normal, over ${what}` },
  };
}

/** Weights cᵢ with which Σ cᵢ·yᵢ is the least-squares slope of y on x. */
export function slopeWeights(x: readonly number[]): number[] {
  const mean = x.reduce((total, value) => total + value / x.length, 0);
  const squares = x.reduce((total, value) => total + (value - mean) ** 2, 0);
  return x.map((value) => (value - mean) / squares);
}
