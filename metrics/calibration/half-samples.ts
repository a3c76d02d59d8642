import type { Interval } from "../../core/finding.ts";
import { EtalonError } from "../../core/errors.ts";
import type { Subject } from "../../core/metric.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { forgetReordered, rememberPassing } from "../../representation/derived.ts";
import { t975 } from "../../core/student.ts";
import type { Groups } from "./row-orders.ts";

/** Fewest halves of which a spread can be told. */
export const FEWEST_HALVES = 10;

export interface HalfSampleOptions {
  /** How many random halves of the rows are drawn. */
  readonly draws: number;
  readonly random: Random;
  /** Rows that depend on each other: half of the groups is drawn. @defaultValue each row by itself */
  readonly groups?: Groups;
  /** The number of the first half, as in `permutationNull`. @defaultValue 0 */
  readonly from?: number;
}

/** The rows of random halves; half b depends on the seed and b alone. */
export function halfOf(n: number, random: Random, groups?: Groups): (draw: number) => Int32Array {
  const labels = groups === undefined ? undefined : [...new Set(groups)];
  const units = labels?.length ?? n;
  if (units < 4) {
    throw new EtalonError("calibrate/few-halves", "an interval needs at least 4 independent rows or groups", {
      got: String(units),
      remedy: "use more stimuli, or finer groups",
    });
  }
  return (draw) => {
    const chosen = random
      .child("half", draw)
      .permutation(units)
      .slice(0, Math.floor(units / 2));
    if (labels === undefined) return chosen.sort();
    const taken = new Set(Array.from(chosen, (k) => labels[k]!));
    return Int32Array.from({ length: n }, (_, i) => i).filter((i) => taken.has(groups![i]!));
  };
}

/**
 * What metrics say of random halves of the rows of X and of each Y, drawn without replacement: the duplicated rows of
 * a bootstrap would bias every measure that looks at pairs of rows. The same half for all metrics and all Y, so that
 * differences are paired.
 *
 * @returns `[metric][y][draw]`, NaN where there is no value.
 */
export async function halfSamples(
  subjects: readonly Subject[],
  x: Representation,
  ys: readonly Representation[],
  { draws, random, groups, from = 0 }: HalfSampleOptions,
): Promise<number[][][]> {
  const rowsOf = halfOf(x.n, random, groups);
  const values = subjects.map(() => ys.map((): number[] => []));
  for (let draw = from; draw < from + draws; draw++) {
    const rows = rowsOf(draw);
    const [half, ...others] = [x, ...ys].map((side) => {
      const part = representation(selectRows(side.values, rows));
      rememberPassing(part);
      return part;
    });
    for (const [k, subject] of subjects.entries()) {
      for (const [j, other] of others.entries()) {
        const outcome = await subject.compare(half!, other);
        values[k]![j]!.push(outcome.status === "ok" ? outcome.value : NaN);
      }
    }
    forgetReordered();
  }
  return values;
}

/**
 * The 95 % interval around a value from its values on random halves: value ± t·s, s the standard deviation over halves.
 *
 * For a statistic whose variance falls as 1/n, that of a half drawn without replacement from the same n rows is
 * (1/b − 1/n)·n = (n − b)/b = 1 times the variance of the statistic itself (delete-half jackknife, Shao and Wu 1989).
 * It covers what the metric would say of other stimuli from the same source, as many as these; a bias that depends on
 * n is not taken off.
 *
 * @param halves B values; undefined where fewer than 10 are numbers or a tenth is missing.
 */
export function halfSampleInterval(value: number, halves: readonly number[]): Interval | undefined {
  const known = halves.filter(Number.isFinite);
  if (known.length < FEWEST_HALVES || known.length < 0.9 * halves.length) return undefined;
  const mean = known.reduce((total, one) => total + one, 0) / known.length;
  const variance = known.reduce((total, one) => total + (one - mean) ** 2, 0) / (known.length - 1);
  const room = t975(known.length - 1) * Math.sqrt(variance);
  return {
    low: value - room,
    high: value + room,
    level: 0.95,
    method: `${known.length} random halves of the rows, without replacement`,
  };
}
