import { now } from "tinybench";

/** One side of a comparison. */
export interface Contender {
  readonly name: string;
  /** Seconds of one run, as the mean of several in a row. */
  readonly time: (repeats: number) => number | Promise<number>;
}

/** Numbers from several rounds. */
export interface Spread {
  readonly median: number;
  /** First and third quartile. */
  readonly low: number;
  readonly high: number;
}

/** What the rounds gave. */
export interface Duel {
  readonly rounds: number;
  /** Seconds, in the order of the contenders. */
  readonly seconds: readonly Spread[];
  /** The first over each of the others, round by round. */
  readonly ratios: readonly Spread[];
}

/** How long a comparison may take. */
export interface Patience {
  /** Rounds of every comparison. */
  readonly rounds: number;
  /** In a quick run: fewer, at least 3, once a comparison has taken this many seconds. @defaultValue no limit */
  readonly enough?: number;
}

/** Runs of less than this many seconds are repeated until they take as much together. */
const SAMPLE = 0.03;

function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

/** Median and quartiles. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** Seconds of processor time of this process. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Seconds that `run` takes in this process: on the clock or of the processor, whichever is less, because on a busy machine
 * the clock goes on while a process waits.
 */
export function timed(run: () => unknown): number {
  const [start, busy] = [now(), processorTime()];
  run();
  return Math.min((now() - start) / 1000, processorTime() - busy);
}

/** A function of this process as a contender. */
export function ours(run: () => unknown, name = "etalon"): Contender {
  return {
    name,
    time: (repeats) =>
      timed(() => {
        for (let k = 0; k < repeats; k++) run();
      }) / repeats,
  };
}

/** How many runs make a sample. The first run, in which code is compiled and memory asked for, is not counted. */
async function repeatsOf({ time }: Contender): Promise<number> {
  await time(1);
  const once = await time(1);
  if (once >= SAMPLE) return 1;
  const better = await time(Math.min(64, Math.ceil(SAMPLE / Math.max(once, 1e-5))));
  return Math.max(1, Math.min(4096, Math.ceil(SAMPLE / Math.max(better, 1e-6))));
}

/** Times contenders in turn, round by round, each round beginning with another one. */
export async function duel(
  contenders: readonly Contender[],
  { rounds, enough = Infinity }: Patience,
): Promise<Duel> {
  const repeats: number[] = [];
  for (const contender of contenders) repeats.push(await repeatsOf(contender));
  const taken: number[][] = contenders.map(() => []);
  const start = now();
  let round = 0;
  for (; round < rounds; round++) {
    if (round >= 3 && (now() - start) / 1000 > enough) break;
    for (let k = 0; k < contenders.length; k++) {
      const which = (k + round) % contenders.length;
      taken[which]!.push(await contenders[which]!.time(repeats[which]!));
    }
  }
  const [first, ...others] = taken;
  return {
    rounds: round,
    seconds: taken.map(spread),
    ratios: others.map((other) => spread(other.map((seconds, k) => first![k]! / seconds))),
  };
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
