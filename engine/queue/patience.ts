import { EtalonError } from "../../core/errors.ts";

/** Waits so many milliseconds, or until the signal. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}

/** Waits for something, but not longer than so many milliseconds, and not for its error. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  const done = work.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([done, pause(milliseconds, enough.signal)]);
  enough.abort();
}

/** After so many failures in a row a Redis is taken to be broken. */
const FAILURES = 20;

/** Milliseconds between two attempts. */
const BETWEEN = 1000;

/**
 * Does something again and again until it says that it is done. What fails for a moment, as everything does while a
 * Redis starts, is tried again, twenty times in a row.
 *
 * @throws what `signal` was aborted with, and the faults that do not pass: every EtalonError but `queue/refused-command`.
 */
export async function persist(signal: AbortSignal, step: () => Promise<boolean>): Promise<void> {
  for (let failures = 0; ;) {
    signal.throwIfAborted();
    try {
      if (await step()) return;
      failures = 0;
    } catch (thrown) {
      const mayPass = !(thrown instanceof EtalonError) || thrown.code === "queue/refused-command";
      if (!mayPass || ++failures > FAILURES) throw thrown;
      await pause(BETWEEN, signal);
    }
  }
}
