import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EtalonError } from "../../core/errors.ts";
import type { Answer } from "../execute.ts";
import { outcomeSchema } from "../../core/outcome.ts";
import { signalGroup } from "../submission/process-group.ts";
import { sweepScratch } from "../submission/scratch.ts";
import { V8_OPTIONS, workerEnvironment } from "./environment.ts";
import type { BackendInfo, BatchMessage, Notice, OpenMessage, Order } from "./messages.ts";

/** How a batch ended: all answers came, or the process died before. */
export type Ending = { readonly died: false } | { readonly died: true; readonly how: string };

/** A worker process that is ready for batches. */
export interface WorkerProcess {
  /** Executes a batch; one at a time. @throws EtalonError where the harness itself failed. */
  run(batch: BatchMessage, answered: (answer: Answer) => void): Promise<Ending>;
}

/** This file's own extension tells whether sources or the build run. */
const here = fileURLToPath(import.meta.url);
const entry = path.join(path.dirname(here), `worker${path.extname(here)}`);

/** What Node must be told to run a file: Node 20 reads TypeScript with tsx only. */
export const loaderFor = (file: string): string[] =>
  file.endsWith(".ts") ? ["--import", pathToFileURL(createRequire(here).resolve("tsx")).href] : [];

const endings = new WeakMap<AbortSignal, Promise<void>[]>();

/** Resolves when all processes started under a signal have ended, and whatever they had started with them. */
export async function workersEnded(signal: AbortSignal): Promise<void> {
  await Promise.all(endings.get(signal) ?? []);
}

function spawn(backend: BackendInfo, signal: AbortSignal): ChildProcess {
  const child = fork(entry, [], {
    serialization: "advanced",
    signal,
    killSignal: "SIGKILL",
    execArgv: [...V8_OPTIONS, ...loaderFor(entry)],
    env: workerEnvironment(backend.name),
    // Standard output carries data only: what a metric prints goes to standard error.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const groups = new Set<number>();
  child.on("message", (notice: Notice) => {
    if (notice.type !== "group") return;
    if (notice.begins) groups.add(notice.group);
    else groups.delete(notice.group);
  });
  // Whatever a worker died of, what it has started ends with it.
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      for (const group of groups) signalGroup(group, "SIGKILL");
      sweepScratch();
      resolve();
    };
    child.on("exit", end);
    // What could not be started does not end either.
    child.on("error", () => child.pid ?? end());
  });
  endings.set(signal, [...(endings.get(signal) ?? []), ended]);
  // A kill, or a message that cannot be sent: the process is ending, and its exit is what counts.
  child.on("error", () => undefined);
  return child;
}

const howItEnded = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;

/** The notices of a process until `until` says that they are complete, or how the process ended before that. */
function listen(child: ChildProcess, order: Order, until: (notice: Notice) => boolean): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      settle();
    };
    const onMessage = (notice: Notice): void => {
      if (notice.type === "fault") {
        const { code, message } = notice;
        finish(() => reject(new EtalonError(code === "unexpected" ? "engine/worker-fault" : code, message)));
        return;
      }
      try {
        if (until(notice)) finish(() => resolve({ died: false }));
      } catch (thrown) {
        // Storing an answer failed: an error thrown here, in an event, would end the main process.
        finish(() => reject(thrown instanceof Error ? thrown : new Error(String(thrown))));
      }
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
      finish(() => resolve({ died: true, how: howItEnded(code, signal) }));
    child.on("message", onMessage);
    child.on("exit", onExit);
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.send(order, () => undefined);
  });
}

/** An answer as it may be stored: a worker that runs somebody's module may have been made to say anything. */
function checked(answer: Answer): Answer {
  const outcome = outcomeSchema.safeParse(answer.outcome);
  if (outcome.success) return { ...answer, outcome: outcome.data };
  throw new EtalonError("engine/bad-answer", "a worker process gave no outcome", {
    got: outcome.error.issues[0]?.message ?? "something else",
    remedy: "run submissions with --isolate process",
  });
}

/** How often a process that was killed while it was starting is started. */
const STARTS = 3;

/** A process that is ready and what it found; one that somebody kills meanwhile is started again. */
async function ready(
  open: OpenMessage,
  backend: BackendInfo,
  signal: AbortSignal,
): Promise<{ readonly child: ChildProcess; readonly found: BackendInfo | undefined }> {
  for (let start = 1; ; start++) {
    const child = spawn(backend, signal);
    let found: BackendInfo | undefined;
    const started = await listen(child, open, (notice) => {
      if (notice.type === "ready") found = notice.backend;
      return found !== undefined;
    });
    if (!started.died) return { child, found };
    signal.throwIfAborted();
    // A machine short of memory kills; a process that ends by itself would do so again.
    if (child.signalCode !== null && start < STARTS) continue;
    throw new EtalonError("engine/worker-died", "a worker process ended before it was ready", {
      got: started.how,
    });
  }
}

/**
 * Starts a worker process and waits until it has loaded its catalogue.
 *
 * @param backend What the main process uses: a worker that finds something else must not add numbers to a result.
 * @param signal Ends the process at once, whatever it is doing.
 * @throws EtalonError `engine/worker-died` when the process ends before it is ready, or is killed three times then;
 * `engine/backend-differs`.
 */
export async function startWorker(
  open: OpenMessage,
  backend: BackendInfo,
  signal: AbortSignal,
): Promise<WorkerProcess> {
  const { child, found } = await ready(open, backend, signal);
  if (found?.name !== backend.name || found.description !== backend.description) {
    child.kill("SIGKILL");
    throw new EtalonError(
      "engine/backend-differs",
      `a worker found another backend than ${backend.description}`,
      {
        got: found?.description ?? "none",
        remedy: "choose one with --backend",
      },
    );
  }
  return {
    run: (batch, answered) =>
      listen(child, batch, (notice) => {
        if (notice.type === "answers") for (const answer of notice.answers) answered(checked(answer));
        return notice.type === "done";
      }),
  };
}
