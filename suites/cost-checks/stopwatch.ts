import { now } from "tinybench";

/** How long one question is repeated. */
export interface Patience {
  /** Milliseconds after which no further repetition begins. */
  readonly enough: number;
  readonly most: number;
  /** Milliseconds from which on one repetition is enough: compiling is a small part of it. */
  readonly long: number;
  /** Whether another process computes, of which this one's processor time says nothing. @defaultValue false */
  readonly clockOnly?: boolean;
}

/** What a repeated question took. */
export interface Timing {
  /** Seconds of the fastest repetition. */
  readonly seconds: number;
  readonly repetitions: number;
}

/** Milliseconds of processor time of this process, all threads together. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The shortest of several repetitions. Whatever else a machine does can only prolong a repetition, so the shortest is
 * the least disturbed; the first, in which code is still being compiled, is one of them and hardly ever the shortest.
 *
 * A repetition's time is that on the clock or that of the processors, whichever is less: on a busy machine the clock
 * goes on while the process waits, and threads that help count for more than the time that they save.
 *
 * @param fresh Makes what the question is asked about, outside of the time taken: nothing may be remembered.
 * @param after Called after each repetition, outside of the time taken.
 * @returns `undefined` as soon as a repetition has no answer.
 */
export async function shortest<T>(
  fresh: () => T,
  ask: (about: T) => Promise<boolean>,
  { enough, most, long, clockOnly = false }: Patience,
  after?: () => unknown,
): Promise<Timing | undefined> {
  let [best, spent, repetitions] = [Infinity, 0, 0];
  while (repetitions < most && (repetitions < 2 || spent < enough)) {
    if (repetitions === 1 && spent >= long) break;
    const about = fresh();
    const [start, busy] = [now(), processorTime()];
    const answered = await ask(about);
    const onClock = now() - start;
    const took = clockOnly ? onClock : Math.min(onClock, processorTime() - busy);
    after?.();
    if (!answered) return undefined;
    best = Math.min(best, took);
    spent += took;
    repetitions++;
  }
  return { seconds: best / 1000, repetitions };
}
