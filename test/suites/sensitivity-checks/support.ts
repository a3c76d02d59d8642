import type { MetricInfo } from "../../../core/metric.ts";
import type { Outcome } from "../../../core/outcome.ts";
import { ok } from "../../../core/outcome.ts";
import type { Observation } from "../../../core/suite.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { neighbouring, type Score } from "../../../suites/sensitivity-checks/measured.ts";

export const similarity: MetricInfo = await metricById("cka-linear");
export const distance: MetricInfo = await metricById("procrustes");

/** Scores of five doses: it falls at every step. */
export const FALLING = [0.9, 0.7, 0.5, 0.3, 0.1];

/** Scores of all pairs of five doses: 0.8 for neighbours, 0.4 for others. */
export const PAIRS = neighbouring(5).map((near) => (near ? 0.8 : 0.4));

/** Three data sets r = 1, 2, 3, each with two draws: the given scores, and the same plus 0.01·r. */
export const cellsOf = (scores: readonly number[], pairs: readonly Score[]): Observation[] =>
  [1, 2, 3].map((r) => ({
    case: { id: "noise", params: {}, replicates: 3 },
    replicate: r - 1,
    outcome: ok({ series: [[...scores], scores.map((score) => score + 0.01 * r)], pairs: [[...pairs]] }),
  }));

/** d′ of data set r between doses whose scores differ by `step`: s = 0.01·r/√2, J = 4/7. */
export const expectedDPrime = (step: number): number[] =>
  [1, 2, 3].map((r) => ((4 / 7) * step) / ((0.01 * r) / Math.SQRT2));

/** One cell with this outcome. */
export const withOutcome = (outcome: Outcome): Observation[] => [
  { case: { id: "noise", params: {}, replicates: 1 }, replicate: 0, outcome },
];
