import type { MetricInfo } from "../../core/metric.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { representation } from "../../representation/create.ts";

/**
 * The scores whose exact values are known, each with the metrics that publish it and the map from their value back
 * to the score (an angle to its cosine, a chord to its cosine).
 */
const SCORES = {
  hsic: { "hsic-linear": (value: number) => value },
  cka: { "cka-linear": (value: number) => value, "cka-angular": Math.cos },
  "cka-debiased": { "cka-debiased": (value: number) => value },
  nbs: {
    nbs: (value: number) => value,
    "procrustes-angular": Math.cos,
    procrustes: (value: number) => 1 - value ** 2 / 2,
  },
  "cca-mean": { "cca-mean": (value: number) => value },
  "cca-mean-rank": { "cca-mean-denominator-rank": (value: number) => value },
  "cca-r2": { "cca-r2": (value: number) => value },
  "cca-r2-rank": { "cca-r2-denominator-rank": (value: number) => value },
  pwcca: { pwcca: (value: number) => value },
  /** R² of X from Y. */
  "regression-x": { "linear-regression": (value: number) => value },
  /** R² of Y from X. */
  "regression-y": { "linear-regression-target-y": (value: number) => value },
} satisfies Record<string, Record<string, (value: number) => number>>;

export type Score = keyof typeof SCORES;

/** How a metric's value becomes the score, or undefined if the metric does not publish it. */
export function scoreOf(
  metric: Pick<MetricInfo, "id">,
  score: Score,
): ((value: number) => number) | undefined {
  return (SCORES[score] as Readonly<Record<string, (value: number) => number>>)[metric.id];
}

/** An exact value, or exact bounds. */
export type Expected = number | readonly [low: number, high: number];

/** Pairs, and what the mean of the scores over them must be, for each score about which something is known. */
export interface Instance {
  readonly pairs: readonly (readonly [Representation, Representation])[];
  readonly expected: Partial<Record<Score, Expected>>;
}

/** One exact relation of the field. */
export interface Identity {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** The scores it speaks of; a relation for every metric with some property names none and sets `applies`. */
  readonly scores: readonly Score[];
  readonly make: (random: Random) => readonly Instance[];
}

/** How far a value is from what is expected, relative to the expectation where that exceeds 1; 0 inside bounds. */
export function deviation(value: number, expected: Expected): number {
  const [low, high] = typeof expected === "number" ? [expected, expected] : expected;
  const away = Math.max(0, low - value, value - high);
  return away / Math.max(1, Math.abs(low), Math.abs(high));
}

/** A single pair with what is known of it. */
export function pair(x: Matrix, y: Matrix, expected: Instance["expected"]): Instance {
  return { pairs: [[representation(x, "X"), representation(y, "Y")]], expected };
}
