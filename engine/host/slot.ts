import type { Outcome } from "../../core/outcome.ts";
import type { Batch, PlannedCell } from "../plan.ts";
import type { BatchMessage } from "./messages.ts";
import type { Ending, WorkerProcess } from "./worker-process.ts";

/** Told of every outcome as it comes. */
export type OnOutcome = (cell: PlannedCell, outcome: Outcome, seconds: number) => void;

/** A place for one worker process, which is started when it is needed and again after it died. */
export interface Slot {
  /**
   * Executes a batch, or a part of one, with `goesOn` when more of it may come; one at a time. A worker that dies takes only itself along: the cells that have no outcome yet are
   * asked one at a time in a fresh one, and a metric whose process dies {@link ALONE} times more gets the outcome
   * `crashed`. Once would blame a metric for a machine that ends processes of its own accord.
   *
   * @throws what `signal` was aborted with; EtalonError where the harness itself failed.
   */
  execute(batch: Batch, onOutcome: OnOutcome, goesOn?: boolean): Promise<void>;
}

/** How often a cell is asked alone after its batch's worker had died. */
const ALONE = 2;

/** A batch, or one cell of it asked alone for the n-th time after the batch's worker had died. */
interface Task {
  readonly cells: readonly PlannedCell[];
  readonly alone: number;
}

const message = (batch: Batch, { cells }: Task, goesOn: boolean): BatchMessage => ({
  type: "batch",
  suite: batch.suite,
  case: batch.case,
  replicate: batch.replicate,
  metrics: cells.map(({ metric }) => metric),
  goesOn,
});

const crashed = (how: string): Outcome => ({ status: "crashed", message: `its process ended with ${how}` });

/**
 * A slot without a process yet.
 *
 * @param start starts a process.
 * @param signal ends the processes that it started; outcomes that come after it are dropped.
 */
export function createSlot(start: () => Promise<WorkerProcess>, signal: AbortSignal): Slot {
  let worker: WorkerProcess | undefined;
  return {
    execute: async (batch, onOutcome, goesOn = false) => {
      const tasks: Task[] = [{ cells: batch.cells, alone: 0 }];
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        const { cells, alone } = task;
        worker ??= await start();
        const left = new Set(cells);
        const ending: Ending = await worker.run(
          message(batch, task, goesOn),
          ({ index, outcome, seconds }) => {
            const cell = cells[index]!;
            left.delete(cell);
            if (!signal.aborted) onOutcome(cell, outcome, seconds);
          },
        );
        signal.throwIfAborted();
        if (!ending.died) continue;
        worker = undefined;
        if (alone < ALONE) tasks.push(...[...left].map((cell) => ({ cells: [cell], alone: alone + 1 })));
        else for (const cell of left) onOutcome(cell, crashed(ending.how), 0);
      }
    },
  };
}
