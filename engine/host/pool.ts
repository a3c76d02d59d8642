import { setMaxListeners } from "node:events";
import type { Outcome } from "../../core/outcome.ts";
import type { Batch, PlannedCell } from "../plan.ts";
import type { BackendInfo, BatchMessage, OpenMessage } from "./messages.ts";
import { startWorker, workersEnded, type Ending, type WorkerProcess } from "./worker-process.ts";

/** Told of every outcome as it comes. */
export type OnOutcome = (cell: PlannedCell, outcome: Outcome, seconds: number) => void;

/** What a pool needs besides its batches. */
export interface PoolOptions {
  readonly workers: number;
  readonly open: OpenMessage;
  readonly backend: BackendInfo;
  readonly signal: AbortSignal;
}

/** A batch, or one cell of it asked alone after the batch's worker had died. */
interface Task {
  readonly batch: Batch;
  readonly cells: readonly PlannedCell[];
  readonly alone: boolean;
}

const message = ({ batch, cells }: Task): BatchMessage => ({
  type: "batch",
  suite: batch.suite,
  case: batch.case,
  replicate: batch.replicate,
  metrics: cells.map(({ metric }) => metric),
});

/**
 * Executes batches, in the order given, on a pool of worker processes. Returns when every cell has its outcome.
 *
 * A worker that dies takes only itself along: the cells of its batch that have no outcome yet are asked one at a time
 * in a fresh worker, and a metric that kills this one too gets the outcome `crashed`.
 *
 * @throws what `signal` was aborted with; EtalonError where the harness itself failed. No worker is left behind.
 */
export async function runPool(
  batches: readonly Batch[],
  options: PoolOptions,
  onOutcome: OnOutcome,
): Promise<void> {
  options.signal.throwIfAborted();
  const queue: Task[] = batches.map((batch) => ({ batch, cells: batch.cells, alone: false }));
  const stop = new AbortController();
  // Every worker listens to it.
  setMaxListeners(0, stop.signal);
  const abort = (): void => stop.abort(options.signal.reason);

  /** Executes a task; the cells left without an outcome and, if the worker died, how. */
  const attempt = async (
    worker: WorkerProcess,
    task: Task,
  ): Promise<{ left: PlannedCell[]; ending: Ending }> => {
    const left = new Set(task.cells);
    const ending = await worker.run(message(task), ({ index, outcome, seconds }) => {
      const cell = task.cells[index]!;
      left.delete(cell);
      if (!stop.signal.aborted) onOutcome(cell, outcome, seconds);
    });
    return { left: [...left], ending };
  };

  const work = async (): Promise<void> => {
    let worker: WorkerProcess | undefined;
    /** What a dead worker left behind. */
    const retries: Task[] = [];
    for (;;) {
      const task = retries.shift() ?? queue.shift();
      if (task === undefined) return;
      worker ??= await startWorker(options.open, options.backend, stop.signal);
      const { left, ending } = await attempt(worker, task);
      stop.signal.throwIfAborted();
      if (!ending.died) continue;
      worker = undefined;
      if (!task.alone)
        retries.push(...left.map((cell) => ({ batch: task.batch, cells: [cell], alone: true })));
      else for (const cell of left) onOutcome(cell, crashed(ending.how), 0);
    }
  };

  options.signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.all(Array.from({ length: Math.min(options.workers, queue.length) }, work));
  } finally {
    options.signal.removeEventListener("abort", abort);
    stop.abort();
    await workersEnded(stop.signal);
  }
}

const crashed = (how: string): Outcome => ({ status: "crashed", message: `its process ended with ${how}` });
