import type { Outcome } from "../../core/outcome.ts";
import type { Batch, PlannedCell } from "../plan.ts";
import type { Answers } from "./answers.ts";
import { jobId, type JobData } from "./announcement.ts";
import type { Connection } from "./connection.ts";
import type { Queue } from "./library.ts";

/** A job that the machinery fails is tried so often, after 1 s, 2 s, 4 s, …; a metric's own error is an answer. */
export const ATTEMPTS = 5;

const BACKOFF = 1000;

/** So often a batch is put into the queue again that has left it without its answers. */
const RETURNS = 5;

/** Jobs put in at once. */
const TOGETHER = 500;

/** The jobs of a run, as its coordinator sees them. */
export interface Jobs {
  /** Puts in the batches that still want an answer and are not there. */
  put(): Promise<void>;
  /**
   * Holds the queue to what is still wanted: what has left it without its answers is put in again, what has failed too
   * often is given up.
   *
   * @param drain receives all answers that have been sent so far.
   */
  reconcile(drain: () => Promise<void>, giveUp: (cell: PlannedCell, outcome: Outcome) => void): Promise<void>;
  /** Removes what failed before, so that it is tried anew. */
  removeFailed(): Promise<void>;
  readonly queue: Queue<JobData>;
}

const crashed = (why: string): Outcome => ({ status: "crashed", message: `the queue gave up: ${why}` });

/**
 * The jobs of a run: one for each batch, so that the data of its cells are made once.
 *
 * @param batches all batches of the plan, whole, in the order in which they are to be taken.
 * @param wanted whether a cell has no answer yet.
 */
export function jobsOf(
  connection: Connection,
  run: string,
  batches: readonly Batch[],
  answers: Answers,
  wanted: (cell: PlannedCell) => boolean,
): Jobs {
  const queue = connection.queue<JobData>(run);
  const known = batches.map((batch) => ({ batch, id: jobId(batch), returns: 0 }));
  const open = (): typeof known => known.filter(({ batch }) => batch.cells.some(wanted));

  /** Those of the jobs that are not in the queue in any state. */
  const absent = async <T extends { readonly id: string }>(jobs: readonly T[]): Promise<T[]> => {
    const there = await Promise.all(jobs.map(({ id }) => connection.command("EXISTS", queue.toKey(id))));
    return jobs.filter((_, k) => there[k] === 0);
  };

  const add = async (jobs: typeof known): Promise<void> => {
    for (let from = 0; from < jobs.length; from += TOGETHER) {
      const some = jobs.slice(from, from + TOGETHER);
      // Marks of answers that never reached the store would have their cells left out.
      for (const { batch } of some) await answers.forget(batch.cells.filter(wanted).map(({ id }) => id));
      await queue.addBulk(
        some.map(({ batch, id }) => ({
          name: batch.suite,
          data: { cells: batch.cells.filter(wanted).map((cell) => cell.id) },
          opts: {
            jobId: id,
            attempts: ATTEMPTS,
            backoff: { type: "exponential", delay: BACKOFF },
            removeOnComplete: true,
            removeOnFail: false,
          },
        })),
      );
    }
  };

  return {
    queue,
    put: async () => add(await absent(open())),
    removeFailed: async () => {
      for (const job of await queue.getFailed()) await job.remove();
    },
    reconcile: async (drain, giveUp) => {
      const gone = await absent(open());
      const failed = await queue.getFailed();
      // Answers are sent before a job leaves the queue: after this none of the jobs seen above can have one on its way.
      await drain();
      for (const job of failed) {
        const { batch } = known.find(({ id }) => id === job.id) ?? {};
        for (const cell of batch?.cells.filter(wanted) ?? [])
          giveUp(cell, crashed(job.failedReason ?? "no reason given"));
        await job.remove();
      }
      const again = gone.filter(({ batch }) => batch.cells.some(wanted));
      for (const job of again.filter(({ returns }) => returns === RETURNS))
        for (const cell of job.batch.cells.filter(wanted))
          giveUp(cell, crashed(`${RETURNS} times a worker finished without an answer`));
      await add(again.filter((job) => job.returns++ < RETURNS));
    },
  };
}
