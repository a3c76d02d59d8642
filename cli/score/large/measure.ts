import type { Interval } from "../../../core/finding.ts";
import type { Matrix } from "../../../core/matrix.ts";
import type { Metric } from "../../../core/metric.ts";
import type { NumberOutcome } from "../../../core/outcome.ts";
import { undefinedBecause } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Representation } from "../../../core/representation.ts";
import { unwatchedSubject } from "../../../engine/subject.ts";
import { representation } from "../../../representation/create.ts";
import { forgetReordered, rememberPassing } from "../../../representation/derived.ts";
import { jackknifeInterval, meanInterval } from "../../../suites/statistics/student.ts";

/** The rows that a value is of: all, or the mean over disjoint random subsamples. */
export type Basis = "all" | { readonly subsamples: number; readonly rows: number };

/** What one metric says of X and one Y. */
export interface Measured {
  readonly outcome: NumberOutcome;
  readonly basis: Basis;
  /** Of the value for other rows of the kind; of the mean over subsamples. */
  readonly interval?: Interval;
  /** The values without one group each, or those of the subsamples: the same rows for every Y. */
  readonly parts: readonly number[];
}

/** How sure it is by how much one Y is closer than another, of which the same groups or subsamples were asked. */
export function differenceInterval(
  { direction }: Pick<Metric, "direction">,
  closer: Measured,
  other: Measured,
): Interval | undefined {
  const count = closer.parts.length;
  if (count < 2 || other.parts.length !== count) return undefined;
  const [a, b] = [closer.outcome, other.outcome];
  if (a.status !== "ok" || b.status !== "ok") return undefined;
  const sign = direction === "similarity" ? 1 : -1;
  const differences = closer.parts.map((value, k) => sign * (value - other.parts[k]!));
  return closer.basis === "all"
    ? jackknifeInterval(sign * (a.value - b.value), differences, GROUPS_TEXT, [-Infinity, Infinity])
    : meanInterval(differences, "disjoint subsamples").interval;
}

const GROUPS_TEXT = "groups of blocks of rows";

const ask = async (
  metric: Metric,
  seed: number,
  x: Representation,
  y: Representation,
): Promise<NumberOutcome> => unwatchedSubject(metric, randomFrom(seed, "score", metric.id)).compare(x, y);

/**
 * What a measure of moments says of all rows, which sketches stand for; one value for each Y. With an interval of what it
 * would say of as many other rows of the kind, a jackknife over groups of blocks.
 *
 * @param leftOut The same sketches without one of the groups each; none for no interval.
 */
export async function ofAll(
  metric: Metric,
  seed: number,
  [x, ...ys]: readonly Representation[],
  leftOut: readonly (readonly Representation[])[],
): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const [j, y] of ys.entries()) {
    const outcome = await ask(metric, seed, x!, y);
    const others: number[] = [];
    if (outcome.status === "ok") {
      for (const [a, ...bs] of leftOut) {
        const other = await ask(metric, seed, a!, bs[j]!);
        if (other.status === "ok") others.push(other.value);
      }
    }
    const interval =
      outcome.status === "ok" && others.length > 1 && others.length === leftOut.length
        ? { interval: jackknifeInterval(outcome.value, others, GROUPS_TEXT, metric.range) }
        : {};
    found.push({ outcome, basis: "all", parts: others, ...interval });
  }
  return found;
}

/** The mean of what is said of each subsample, with its interval; or the first reason why there is no value. */
function together(metric: Metric, outcomes: readonly NumberOutcome[], rows: number): Measured {
  const basis = { subsamples: outcomes.length, rows };
  const values: number[] = [];
  for (const outcome of outcomes) {
    if (outcome.status !== "ok") return { outcome, basis, parts: [] };
    values.push(outcome.value);
  }
  const { mean, interval } = meanInterval(values, `disjoint subsamples of ${rows} rows`);
  const [low, high] = metric.range;
  return {
    outcome: { status: "ok", value: mean },
    basis,
    parts: values,
    ...(interval === undefined
      ? {}
      : {
          interval: { ...interval, low: Math.max(low, interval.low), high: Math.min(high, interval.high) },
        }),
  };
}

/**
 * What measures that need the rows say of random subsamples: the mean, and how sure it is of what such subsamples give on
 * average. It is no estimate of what all rows would give where a value depends on their number.
 *
 * @param samples `[subsample][side]`, X first.
 * @param progress Told how many subsamples are done.
 * @returns `[metric][y]`.
 */
export async function ofSubsamples(
  metrics: readonly Metric[],
  seed: number,
  samples: readonly (readonly Matrix[])[],
  progress: (done: number) => void,
): Promise<Measured[][]> {
  const ys = samples[0]!.length - 1;
  const outcomes = metrics.map(() => Array.from({ length: ys }, (): NumberOutcome[] => []));
  for (const [k, sides] of samples.entries()) {
    const [x, ...others] = sides.map((values) => {
      const made = representation(values);
      rememberPassing(made);
      return made;
    });
    for (const [i, metric] of metrics.entries()) {
      for (const [j, y] of others.entries()) outcomes[i]![j]!.push(await ask(metric, seed, x!, y));
    }
    forgetReordered();
    progress(k + 1);
  }
  const rows = samples[0]![0]!.rows;
  return metrics.map((metric, i) =>
    outcomes[i]!.map((found) =>
      rows === 0
        ? { outcome: undefinedBecause("no rows"), basis: "all", parts: [] }
        : together(metric, found, rows),
    ),
  );
}
