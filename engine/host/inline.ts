import type { Catalogue } from "../catalogue.ts";
import type { Batch } from "../plan.ts";
import type { OpenMessage } from "./messages.ts";
import { type Session, session } from "./session.ts";
import type { OnOutcome } from "./slot.ts";

/**
 * Executes batches in a session of this process, one after the other. Closing it is the caller's part.
 *
 * @throws what `signal` was aborted with.
 */
export async function runInSession(
  batches: readonly Batch[],
  session: Session,
  signal: AbortSignal,
  onOutcome: OnOutcome,
): Promise<void> {
  // A program that is being waited for is ended at once.
  const stop = (): void => void session.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const { suite, case: which, replicate, cells } of batches) {
      signal.throwIfAborted();
      await session.execute(
        { type: "batch", suite, case: which, replicate, metrics: cells.map(({ metric }) => metric) },
        ({ index, outcome, seconds }) => {
          signal.throwIfAborted();
          onOutcome(cells[index]!, outcome, seconds);
        },
      );
      // A turn of the event loop, so that an interrupt is heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/**
 * Executes batches in this process, one after the other: for tests, debuggers and profilers. A metric that ends its
 * process ends this one.
 *
 * @throws what `signal` was aborted with.
 */
export async function runInline(
  batches: readonly Batch[],
  catalogue: Catalogue,
  open: Pick<OpenMessage, "profile" | "seed">,
  signal: AbortSignal,
  onOutcome: OnOutcome,
): Promise<void> {
  const opened = session(catalogue, open);
  try {
    await runInSession(batches, opened, signal, onOutcome);
  } finally {
    await opened.close();
  }
}
