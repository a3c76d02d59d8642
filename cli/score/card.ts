import type { Interval } from "../../core/finding.ts";
import type { Metric } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { bestScore, calibrate, type Calibrated } from "../../metrics/calibration/calibrate.ts";
import { exactNull } from "../../metrics/calibration/exact-null.ts";
import { halfSampleInterval } from "../../metrics/calibration/half-samples.ts";
import { scoreSubject } from "./drawer.ts";
import type { Drawn, Null } from "./draw.ts";
import type { Inputs } from "./inputs.ts";

/** A value held against what shuffled rows give. */
export interface Calibration extends Calibrated {
  /** Mean over shuffles: exact where a closed form is known, else of the draws. */
  readonly nullMean: number;
  readonly exactMean: boolean;
  /** What identical representations get. */
  readonly best: number;
}

/** All that is said of one metric and one Y. */
export interface Entry {
  readonly metric: Metric;
  /** The number of the Y. */
  readonly y: number;
  readonly outcome: NumberOutcome;
  readonly calibration?: Calibration;
  /** Why there is no calibration. */
  readonly uncalibrated?: string;
  readonly interval?: Interval;
}

/** Which of two Y is closer to X, by one metric. */
export interface Comparison {
  readonly metric: Metric;
  readonly closer: number;
  readonly other: number;
  /** How much more alike the closer one is, at least 0, in the metric's own unit. */
  readonly difference: number;
  readonly interval?: Interval;
}

export interface Card {
  readonly entries: readonly Entry[];
  readonly comparisons: readonly Comparison[];
  /** What the p-values take for granted; undefined without any. */
  readonly assumption?: string;
}

const reasonOf = (found: Null): string | undefined => {
  if ("skipped" in found) return found.skipped;
  if ("values" in found) return undefined;
  return "reason" in found.outcome ? found.outcome.reason : found.outcome.status;
};

async function calibrationOf(
  metric: Metric,
  value: number,
  found: Null,
  { x, ys, groups }: Inputs,
  y: number,
  seed: number,
): Promise<Calibration | string> {
  const why = reasonOf(found);
  if (why !== undefined || !("values" in found)) return why ?? "no draws";
  const [a, b] = [x.representation, ys[y]!.representation];
  const best = await bestScore(scoreSubject(metric, seed), a, b);
  if (best === undefined) return "what identical representations get is not known";
  // The closed forms are means over all orders of the rows, which groups do not allow.
  const exact = groups === undefined ? exactNull(metric, a, b) : undefined;
  const mean = found.values.reduce((total, one) => total + one, 0) / found.values.length;
  return {
    ...calibrate(value, found.values, { direction: metric.direction, best }),
    nullMean: exact ?? mean,
    exactMean: exact !== undefined,
    best,
  };
}

/** The Y that is closest to X by one metric, and by how much the others are behind. */
function comparisonsOf(
  metric: Metric,
  values: readonly (number | undefined)[],
  halves: readonly (readonly number[])[],
): Comparison[] {
  const sign = metric.direction === "similarity" ? 1 : -1;
  const known = values.flatMap((value, y) => (value === undefined ? [] : [{ y, alike: sign * value }]));
  if (known.length < 2) return [];
  const [first, ...others] = [...known].sort((a, b) => b.alike - a.alike);
  return others.map(({ y, alike }) => {
    const difference = first!.alike - alike;
    const paired = halves[first!.y]!.map((value, draw) => sign * (value - halves[y]![draw]!));
    const interval = halfSampleInterval(difference, paired);
    return {
      metric,
      closer: first!.y,
      other: y,
      difference,
      ...(interval === undefined ? {} : { interval }),
    };
  });
}

/** An interval cut to the values that the metric can have. */
function within(
  interval: Interval | undefined,
  [low, high]: readonly [number, number],
): Interval | undefined {
  if (interval === undefined) return undefined;
  return { ...interval, low: Math.max(low, interval.low), high: Math.min(high, interval.high) };
}

/** Puts raw values and draws together. */
export async function makeCard(
  inputs: Inputs,
  metrics: readonly Metric[],
  outcomes: readonly (readonly NumberOutcome[])[],
  drawn: Drawn | undefined,
  seed: number,
): Promise<Card> {
  const entries: Entry[] = [];
  const comparisons: Comparison[] = [];
  let assumption: string | undefined;
  for (const [k, metric] of metrics.entries()) {
    for (const y of inputs.ys.keys()) {
      const outcome = outcomes[k]![y]!;
      if (outcome.status !== "ok" || drawn === undefined) {
        entries.push({ metric, y, outcome });
        continue;
      }
      const found = drawn.nulls[k]![y]!;
      if ("values" in found) assumption = found.assumption;
      const calibration = await calibrationOf(metric, outcome.value, found, inputs, y, seed);
      const interval = within(halfSampleInterval(outcome.value, drawn.halves[k]![y]!), metric.range);
      entries.push({
        metric,
        y,
        outcome,
        ...(typeof calibration === "string" ? { uncalibrated: calibration } : { calibration }),
        ...(interval === undefined ? {} : { interval }),
      });
    }
    const values = outcomes[k]!.map((outcome) => (outcome.status === "ok" ? outcome.value : undefined));
    comparisons.push(...comparisonsOf(metric, values, drawn?.halves[k] ?? values.map(() => [])));
  }
  return { entries, comparisons, ...(assumption === undefined ? {} : { assumption }) };
}
