import { EXIT } from "./exit-codes.ts";

/** What a run is aborted with when the user interrupts it. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted; what was done is kept: run the same command again to go on");
    this.name = "Interrupted";
  }
}

/** SIGUSR1 is what batch systems are asked to send some time before a job's time is over. */
const SIGNALS: readonly NodeJS.Signals[] =
  process.platform === "win32" ? ["SIGINT", "SIGTERM"] : ["SIGINT", "SIGTERM", "SIGUSR1"];

/**
 * Runs `work` with a signal that is aborted by the first interrupt, so that it can put its state away. The second
 * interrupt ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new Interrupted());
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
