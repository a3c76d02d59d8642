import type { MetricInfo } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { undefinedBecause } from "../../core/outcome.ts";
import type { Observation } from "../../core/suite.ts";
import { averagePrecision } from "./average-precision.ts";
import { neighbours } from "./discriminability.ts";
import { orderKept } from "./order.ts";
import { cleaned } from "./ties.ts";

/** A score, or in words why there is none. */
export type Score = number | string;

/** What a cell stores. */
export interface Stored {
  /** draws×doses: the score of X with each dose. */
  readonly series: readonly (readonly Score[])[];
  /** For some series, the scores of all pairs of its doses: (0, 1), (0, 2), … (0, last), (1, 2), … */
  readonly pairs: readonly (readonly Score[])[];
}

/** Which pairs of doses are neighbours, in the order of {@link Stored.pairs}. */
export function neighbouring(doses: number): boolean[] {
  const found: boolean[] = [];
  for (let i = 0; i < doses; i++) for (let j = i + 1; j < doses; j++) found.push(j === i + 1);
  return found;
}

/** One data set's numbers. */
export interface Measured {
  readonly order: number;
  /** d′ between each dose and the next. */
  readonly apart: readonly number[];
  /** d′ between no dose and half of the doses, and between half and the largest. */
  readonly halves: readonly number[];
  readonly precision: number | undefined;
  /** The mean score at each dose, as the metric gives it. */
  readonly curve: readonly number[];
}

/** The mean of some numbers. */
export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

function measure(stored: Stored, sign: number): Measured {
  const oriented = (scores: readonly Score[]): number[] =>
    cleaned(scores.map((score) => sign * (score as number)));
  const series = stored.series.map(oriented);
  const doses = series[0]!.length;
  return {
    order: mean(series.map(orderKept)),
    apart: neighbours(series),
    halves: neighbours(
      series.map((scores) => [scores[0]!, scores[Math.floor((doses - 1) / 2)]!, scores[doses - 1]!]),
    ),
    precision:
      stored.pairs.length === 0
        ? undefined
        : mean(stored.pairs.map((pairs) => averagePrecision(oriented(pairs), neighbouring(doses)))),
    curve: Array.from({ length: doses }, (_, k) => mean(stored.series.map((draw) => draw[k] as number))),
  };
}

/** The numbers of all data sets, or the outcome that stands in their way. */
export function measureAll(metric: MetricInfo, cells: readonly Observation[]): readonly Measured[] | Outcome {
  const sign = metric.direction === "similarity" ? 1 : -1;
  const measured: Measured[] = [];
  for (const { outcome } of cells) {
    if (outcome.status !== "ok") return outcome;
    const stored = outcome.value as unknown as Stored;
    const reason = [...stored.series, ...stored.pairs].flat().find((score) => typeof score === "string");
    if (reason !== undefined) return undefinedBecause(reason);
    measured.push(measure(stored, sign));
  }
  return measured;
}

/** Whether {@link measureAll} found no numbers. */
export const isOutcome = (found: readonly Measured[] | Outcome): found is Outcome => "status" in found;
