import type { Metric } from "../../core/metric.ts";
import { seconds } from "../../engine/clock.ts";
import { FEWEST_DRAWS } from "../../metrics/calibration/calibrate.ts";
import { FEWEST_HALVES } from "../../metrics/calibration/half-samples.ts";
import type { PermutationNull } from "../../metrics/calibration/permutation-null.ts";
import type { DrawPool } from "./draw-pool.ts";
import type { DrawJob } from "./drawer.ts";
import { sharesDraws } from "./sharing.ts";

/** Random halves for an interval, half of them complements of the others; more narrow it hardly. */
const HALVES = 40;

/** The null of one metric and one Y, or why there is none. */
export type Null = PermutationNull | { readonly skipped: string };

/** All draws of one command line. */
export interface Drawn {
  /** `[metric][y]`. */
  readonly nulls: readonly (readonly Null[])[];
  /** `[metric][y][draw]`; no draws where they did not fit. */
  readonly halves: readonly (readonly (readonly number[])[])[];
}

/** What is wanted, and what it may cost. */
export interface DrawOptions {
  readonly metrics: readonly Metric[];
  /** What each metric says of X and each Y, `[metric][y]`; undefined where it has no value. */
  readonly observed: readonly (readonly (number | undefined)[])[];
  /** Seconds that one comparison of each metric took. */
  readonly costs: readonly number[];
  readonly ys: number;
  /** Draws of a null; 0 for none. */
  readonly draws: number;
  /** Seconds of computing for the nulls of costly metrics, and half as many for the intervals. */
  readonly budget: number;
  /** Told how many of how many draws are done. */
  readonly progress?: (done: number, of: number) => void;
}

/** Consecutive ranges of at most `size` draws. */
function ranges(count: number, size: number): { from: number; count: number }[] {
  const result: { from: number; count: number }[] = [];
  for (let from = 0; from < count; from += size) result.push({ from, count: Math.min(size, count - from) });
  return result;
}

/** How many draws fit, the budget shared out evenly, the cheapest first so that what it leaves goes on. */
export function affordable(costs: readonly number[], most: number, budget: number): number[] {
  const counts = costs.map(() => 0);
  let left = budget;
  const order = costs.map((_, k) => k).sort((a, b) => costs[a]! - costs[b]!);
  order.forEach((k, position) => {
    const share = left / (order.length - position);
    const cost = Math.max(costs[k]!, 1e-6);
    counts[k] = Math.min(most, Math.floor(share / cost));
    left -= counts[k] * cost;
  });
  return counts;
}

/** A half says something together with its complement. */
const wholePairs = (halves: number): number => 2 * Math.floor(halves / 2);

const tooCostly = (cost: number, draws: number, what: string): string =>
  `one draw takes ${cost.toPrecision(2)} s: ${draws} fit the budget, ${what}; raise --budget`;

const merged = (parts: readonly PermutationNull[]): PermutationNull =>
  parts.find((part) => "outcome" in part) ?? {
    values: parts.flatMap((part) => ("values" in part ? part.values : [])),
    assumption: (parts[0] as { readonly assumption: string }).assumption,
  };

/** Draws the nulls and the halves of every metric, as many as the budget allows. */
export async function drawAll(pool: DrawPool, options: DrawOptions): Promise<Drawn> {
  const { metrics, observed, costs, ys, draws, budget, progress } = options;
  const numbers = metrics.map((_, k) => k);
  const shared = numbers.filter((k) => sharesDraws(metrics[k]!));
  const costly = numbers.filter((k) => !shared.includes(k));
  const nulls: Null[][] = metrics.map(() =>
    Array<Null>(ys).fill({ skipped: "no calibration was asked for" }),
  );
  const halves: number[][][] = metrics.map(() => Array.from({ length: ys }, () => []));
  let [done, planned] = [0, 0];

  const run = async (job: DrawJob): Promise<Awaited<ReturnType<DrawPool["run"]>>> => {
    planned += job.count;
    const result = await pool.run(job);
    done += job.count;
    progress?.(done, planned);
    return result;
  };
  const nullOf = async (chosen: readonly number[], count: number, y: number): Promise<void> => {
    // Small enough that all processes have work to the end.
    const size = Math.max(1, Math.ceil(count / (4 * pool.size)));
    const parts = await Promise.all(
      ranges(count, size).map((range) =>
        run({ kind: "null", metrics: chosen, observed: chosen.map((k) => observed[k]![y]), y, ...range }),
      ),
    );
    chosen.forEach((k, place) => {
      nulls[k]![y] = merged(
        parts.map((part) => (part as Extract<typeof part, { kind: "null" }>).nulls[place]!),
      );
    });
  };
  const halvesOf = async (chosen: readonly number[], first: number, count: number): Promise<void> => {
    const size = Math.max(1, Math.ceil(count / (2 * pool.size)));
    const parts = await Promise.all(
      ranges(count, size).map(({ from, count: some }) =>
        run({ kind: "halves", metrics: chosen, y: 0, from: first + from, count: some }),
      ),
    );
    for (const part of parts) {
      const { values } = part as Extract<typeof part, { kind: "halves" }>;
      chosen.forEach((k, place) => values[place]!.forEach((own, y) => void halves[k]![y]!.push(...own)));
    }
  };

  /**
   * A half has factors of its own, which no comparison before has timed: the first one tells how many fit. The fewest
   * that give an interval are drawn in any case.
   */
  const sharedHalves = async (): Promise<void> => {
    const start = seconds();
    await halvesOf(shared, 0, 1);
    const [count] = affordable([seconds() - start], HALVES, budget / 2);
    await halvesOf(shared, 1, wholePairs(Math.max(FEWEST_HALVES, count!)) - 1);
  };

  const tasks: Promise<void>[] = [];
  if (draws > 0) {
    const counts = affordable(
      costly.map((k) => costs[k]! * ys),
      draws,
      budget,
    );
    for (let y = 0; y < ys; y++) {
      if (shared.length > 0) tasks.push(nullOf(shared, draws, y));
      costly.forEach((k, place) => {
        const count = counts[place]!;
        if (count >= FEWEST_DRAWS) tasks.push(nullOf([k], count, y));
        else nulls[k]![y] = { skipped: tooCostly(costs[k]! * ys, count, `p needs ${FEWEST_DRAWS}`) };
      });
    }
    tasks.push(...(shared.length > 0 ? [sharedHalves()] : []));
    affordable(
      costly.map((k) => costs[k]! * ys),
      HALVES,
      budget / 2,
    ).forEach((count, place) => {
      if (count >= FEWEST_HALVES) tasks.push(halvesOf([costly[place]!], 0, wholePairs(count)));
    });
  }
  await Promise.all(tasks);
  return { nulls, halves };
}
