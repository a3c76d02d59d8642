import { setMaxListeners } from "node:events";
import type { Batch } from "../plan.ts";
import { createDealer } from "./dealing.ts";
import type { BackendInfo, OpenMessage } from "./messages.ts";
import { createSlot, type OnOutcome } from "./slot.ts";
import { startWorker, workersEnded } from "./worker-process.ts";

/** What a pool needs besides its batches. */
export interface PoolOptions {
  readonly workers: number;
  readonly open: OpenMessage;
  readonly backend: BackendInfo;
  readonly signal: AbortSignal;
}

/**
 * Executes batches, in the order given, on a pool of worker processes. Returns when every cell has its outcome; a
 * metric that kills its process is asked again alone. Towards the end several workers share a batch.
 *
 * @throws what `signal` was aborted with; EtalonError where the harness itself failed. No worker is left behind.
 */
export async function runPool(
  batches: readonly Batch[],
  options: PoolOptions,
  onOutcome: OnOutcome,
): Promise<void> {
  options.signal.throwIfAborted();
  const workers = Math.min(
    options.workers,
    batches.reduce((sum, { cells }) => sum + cells.length, 0),
  );
  const dealer = createDealer(batches, workers);
  const answered: OnOutcome = (cell, outcome, seconds) => {
    dealer.learn(cell, seconds);
    onOutcome(cell, outcome, seconds);
  };
  const stop = new AbortController();
  // Every worker listens to it.
  setMaxListeners(0, stop.signal);
  const abort = (): void => stop.abort(options.signal.reason);

  const work = async (): Promise<void> => {
    const slot = createSlot(() => startWorker(options.open, options.backend, stop.signal), stop.signal);
    for (let piece = dealer.next(slot); piece !== undefined; piece = dealer.next(slot))
      await slot.execute(piece.batch, answered, piece.goesOn);
  };

  options.signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    options.signal.removeEventListener("abort", abort);
    stop.abort();
    await workersEnded(stop.signal);
  }
}
