import { setMaxListeners } from "node:events";
import { hostname } from "node:os";
import { EtalonError } from "../../core/errors.ts";
import { openMessage } from "../complete.ts";
import { createSlot, type Slot } from "../host/slot.ts";
import { startWorker, workersEnded } from "../host/worker-process.ts";
import type { Batch } from "../plan.ts";
import type { Agreement, Means } from "./agree.ts";
import { jobId, type JobData } from "./announcement.ts";
import { answersOf } from "./answers.ts";
import { type Connection, PREFIX } from "./connection.ts";
import type { Job } from "./library.ts";
import { within } from "./patience.ts";

/**
 * Milliseconds after which a job whose worker says nothing more may be taken over, and how often that is looked for. A
 * worker says so twice in that time, however long its cell takes: the cell is computed by another process.
 */
const LOCK = { duration: 15_000, interval: 5_000 } as const;

/** A job that has lost so many workers is given up. */
const STALLS = 5;

/** Milliseconds that giving the jobs back may take; after that they are taken over like those of a lost worker. */
const FAREWELL = 5_000;

/** One run being answered. */
export interface Service {
  readonly run: string;
  /** Cells answered so far. */
  readonly cells: () => number;
  readonly isBusy: () => boolean;
  /** The fault for which this machine cannot answer at all; the jobs were given back. */
  readonly fault: () => Error | undefined;
  /** Ends the worker processes and gives back what they had; what is answered stays. */
  stop(): Promise<void>;
}

/** Takes the jobs of a run and answers them with worker processes of this machine. */
export function serveRun(
  connection: Connection,
  run: string,
  agreement: Agreement,
  { backend, catalogue, workers }: Means & { readonly workers: number },
): Service {
  const { WaitingError, Worker } = connection.library;
  const { plan, metrics, suites } = agreement;
  const { profile, seed } = plan;
  const open = openMessage({ metrics, suites, profile, seed, workers, catalogue });
  const batches = new Map(plan.batches.map((batch) => [jobId(batch), batch]));
  const answers = answersOf(connection, run);
  const halt = new AbortController();
  setMaxListeners(0, halt.signal);
  let [cells, busy] = [0, 0];
  let fault: Error | undefined;

  /** A machine on which no worker process starts must not go through the queue and fail job after job. */
  const start: typeof startWorker = async (...given) => {
    try {
      return await startWorker(...given);
    } catch (thrown) {
      if (!halt.signal.aborted) fault = thrown instanceof Error ? thrown : new Error(String(thrown));
      // What comes back must not be taken again.
      void taker.close();
      halt.abort(thrown);
      throw thrown;
    }
  };
  const free: { readonly slot: Slot; readonly by: string }[] = Array.from({ length: workers }, (_, k) => ({
    slot: createSlot(() => start(open, backend, halt.signal), halt.signal),
    by: `${hostname()}/${process.pid}/${k}`,
  }));

  const execute = async (batch: Batch, cellsWanted: readonly string[]): Promise<void> => {
    const place = free.pop();
    // As many as there are jobs at a time.
    if (place === undefined)
      throw new EtalonError("queue/no-slot", "a worker was given more jobs than it takes");
    busy++;
    try {
      const done = await answers.answered(cellsWanted);
      const wanted = new Set(cellsWanted.filter((id) => !done.has(id)));
      const left = batch.cells.filter(({ id }) => wanted.has(id));
      if (left.length === 0) return;
      let sending: Promise<void> = Promise.resolve();
      await place.slot.execute({ ...batch, cells: left }, (cell, outcome, seconds) => {
        cells++;
        sending = sending.then(() => answers.send({ cell: cell.id, outcome, seconds, by: place.by }));
        // Its error is thrown below; until then nobody waits for it.
        sending.catch(() => undefined);
      });
      await sending;
    } finally {
      busy--;
      free.push(place);
    }
  };

  const taker = new Worker<JobData>(
    run,
    async (job: Job<JobData>, token) => {
      const batch = batches.get(job.id ?? "");
      if (batch === undefined)
        throw new EtalonError("queue/no-such-batch", "the plan has no batch of this name");
      try {
        halt.signal.throwIfAborted();
        await execute(batch, job.data.cells);
      } catch (thrown) {
        if (!halt.signal.aborted) throw thrown;
        // Fails where somebody else has taken it over, or where Redis is away: then it will be taken over.
        await job.moveToWait(token).catch(() => undefined);
        // Of a worker that closes, as this one does, BullMQ asks nothing more for a job that ends with this error. With any
        // other it would try to settle the job, without a pause while Redis is away.
        throw new WaitingError();
      }
    },
    {
      connection: connection.options,
      prefix: PREFIX,
      concurrency: workers,
      lockDuration: LOCK.duration,
      stalledInterval: LOCK.interval,
      maxStalledCount: STALLS,
      runRetryDelay: 1000,
      skipVersionCheck: true,
    },
  );
  // A lost connection has been said, and a job that another worker has taken over in the meantime is its own affair.
  taker.on("error", () => undefined);

  return {
    run,
    cells: () => cells,
    isBusy: () => busy > 0,
    fault: () => fault,
    stop: async () => {
      // Before its jobs come back, so that it does not take them again.
      const closed = taker.close(!connection.isThere());
      halt.abort(new EtalonError("queue/stopped", "this worker stops"));
      await within(FAREWELL, closed);
      await workersEnded(halt.signal);
    },
  };
}
