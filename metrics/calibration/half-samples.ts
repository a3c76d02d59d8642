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

/** Fewest halves of which a spread can be told: five pairs. */
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

/**
 * The rows of random halves, which come in pairs: halves 2i and 2i + 1 have as many rows (or groups) and none in common.
 * Half b depends on the seed and b alone.
 */
export function halfOf(n: number, random: Random, groups?: Groups): (draw: number) => Int32Array {
  const labels = groups === undefined ? undefined : [...new Set(groups)];
  const units = labels?.length ?? n;
  if (units < 4) {
    throw new EtalonError("calibrate/few-halves", "an interval needs at least 4 independent rows or groups", {
      got: String(units),
      remedy: "use more stimuli, or finer groups",
    });
  }
  const size = Math.floor(units / 2);
  return (draw) => {
    const start = draw % 2 === 0 ? 0 : size;
    const chosen = random
      .child("half", Math.floor(draw / 2))
      .permutation(units)
      .slice(start, start + size);
    if (labels === undefined) return chosen.sort();
    const taken = new Set(Array.from(chosen, (k) => labels[k]!));
    return Int32Array.from({ length: n }, (_, i) => i).filter((i) => taken.has(groups![i]!));
  };
}

/**
 * What metrics say of random halves ({@link halfOf}) of the rows of X and of each Y, drawn without replacement: the duplicated rows of
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
 * The 95 % interval around a value from its values on random halves of the rows and their complements: value ± t·s,
 * s² the mean of ((h − h′)/2)² over pairs of complementary halves, t with as many degrees of freedom as pairs.
 *
 * The difference of two halves that have no row in common is the repeated grouped jackknife with two groups: for a
 * statistic whose variance falls as 1/n, s² estimates that variance. The spread over halves without the differences is
 * larger for what is far from linear in the rows (Efron and Stein 1981), such as canonical correlations: what both
 * halves of a pair have in common is not the statistic's error but that of halving, and leaves the difference. It covers
 * what the metric would say of other stimuli from the same source, as many as these; a bias that depends on n is not
 * taken off.
 *
 * @param halves B values, those of a pair beside each other; undefined where fewer than 5 pairs are numbers or a tenth
 * is missing.
 */
export function halfSampleInterval(value: number, halves: readonly number[]): Interval | undefined {
  const pairs = Math.floor(halves.length / 2);
  const differences = Array.from({ length: pairs }, (_, i) => (halves[2 * i]! - halves[2 * i + 1]!) / 2);
  const known = differences.filter(Number.isFinite);
  if (2 * known.length < FEWEST_HALVES || known.length < 0.9 * pairs) return undefined;
  const variance = known.reduce((total, one) => total + one * one, 0) / known.length;
  const room = t975(known.length) * Math.sqrt(variance);
  return {
    low: value - room,
    high: value + room,
    level: 0.95,
    method: `${known.length} random halves of the rows and their complements`,
  };
}
