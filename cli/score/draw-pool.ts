import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EtalonError } from "../../core/errors.ts";
import { workerEnvironment } from "../../engine/host/environment.ts";
import { loaderFor } from "../../engine/host/worker-process.ts";
import { backend } from "../../linalg/index.ts";
import type { Notice, Order } from "./draw-process.ts";
import type { DrawData, Drawer, DrawJob, Draws } from "./drawer.ts";
import { drawerOf } from "./drawer.ts";

/** Who does the jobs: this process, or several. */
export interface DrawPool {
  /** How many jobs are done at a time. */
  readonly size: number;
  readonly run: Drawer;
  readonly close: () => void;
}

/** This file's own extension tells whether sources or the build run. */
const here = fileURLToPath(import.meta.url);
const entry = path.join(path.dirname(here), `draw-process${path.extname(here)}`);

/** Sends a job and waits for its answer, or for the end of the process. */
function ask(child: ChildProcess, number: number, job: DrawJob): Promise<Draws> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      act();
    };
    const onExit = (code: number | null, signal: string | null): void =>
      settle(() =>
        reject(
          new EtalonError("score/process", "score: a process that draws ended", {
            got: signal ?? `exit code ${code ?? "unknown"}`,
            remedy: "run again with --workers 0",
          }),
        ),
      );
    const onMessage = (notice: Notice): void => {
      if (notice.number !== number) return;
      settle(() => {
        if (notice.type === "draws") resolve(notice.draws);
        else reject(new EtalonError(notice.code, notice.message));
      });
    };
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send({ type: "job", number, job } satisfies Order);
  });
}

/**
 * Starts `workers` processes that have the data and the backend of this one; with none, this process does the jobs.
 * To be closed, or the processes keep this one alive.
 */
export async function drawPool(data: DrawData, workers: number): Promise<DrawPool> {
  if (workers < 2) return { size: 1, run: await drawerOf(data), close: () => undefined };
  const children = Array.from({ length: workers }, () => {
    const child = fork(entry, [], {
      serialization: "advanced",
      execArgv: loaderFor(entry),
      env: workerEnvironment(backend().name),
      stdio: ["ignore", 2, 2, "ipc"],
    });
    // An order that cannot be sent: the process is ending, and its exit is what counts.
    child.on("error", () => undefined);
    child.setMaxListeners(0);
    child.send({ type: "open", data } satisfies Order);
    return child;
  });
  const idle = [...children];
  const waiting: ((child: ChildProcess) => void)[] = [];
  let jobs = 0;
  const take = (): Promise<ChildProcess> => {
    const child = idle.pop();
    return child === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(child);
  };
  return {
    size: workers,
    run: async (job) => {
      const child = await take();
      try {
        return await ask(child, jobs++, job);
      } finally {
        const next = waiting.shift();
        if (next === undefined) idle.push(child);
        else next(child);
      }
    },
    close: () => children.forEach((child) => child.kill("SIGKILL")),
  };
}
