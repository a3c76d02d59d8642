import { Worker } from "node:worker_threads";
import type { Cache } from "./cache.ts";
import type { Job } from "./job.ts";
import type { Trained } from "./run-job.ts";
import type { WorkerMessage } from "./worker.ts";

/** How {@link trainAll} tells what happens: a line for people. */
export type Say = (line: string) => void;

/** What {@link trainAll} needs besides the jobs. */
export interface PoolSettings {
  readonly dataFolder: string;
  readonly workers: number;
  readonly cache: Cache;
  readonly say: Say;
}

/** What a job trains, in a few words. */
export function describe(job: Job): string {
  return Object.entries(job)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
}

/**
 * Trains every job that the cache does not have, one a worker at a time, and returns them in the order of the jobs.
 * Which worker trains what changes no number.
 */
export async function trainAll<J extends Job>(
  jobs: readonly J[],
  settings: PoolSettings,
): Promise<Trained<J>[]> {
  const { cache, say, dataFolder } = settings;
  const results = jobs.map((job): Trained<J> | undefined => {
    const known = cache.read(job);
    return known === undefined ? undefined : { ...known, job };
  });
  const waiting = jobs.flatMap((_, index) => (results[index] === undefined ? [index] : []));
  say(`${jobs.length} networks, ${jobs.length - waiting.length} of them trained before`);
  let finished = jobs.length - waiting.length;

  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let current = waiting.shift();
      if (current === undefined) {
        resolve();
        return;
      }
      const worker = new Worker(new URL("./boot.mjs", import.meta.url), { workerData: dataFolder });
      worker.on("error", reject);
      worker.on("message", (message: WorkerMessage) => {
        if (current === undefined || message.kind === "progress") return;
        cache.write(message.trained);
        results[current] = { ...message.trained, job: jobs[current]! };
        finished++;
        const share = (message.trained.accuracy.validation * 100).toFixed(1);
        say(
          `${finished}/${jobs.length} ${describe(message.trained.job)}: ${share} % of the validation images`,
        );
        current = waiting.shift();
        if (current === undefined) {
          void worker.terminate();
          resolve();
        } else worker.postMessage(jobs[current]);
      });
      worker.postMessage(jobs[current]);
    });
  await Promise.all(Array.from({ length: settings.workers }, work));
  return results.map((trained) => trained!);
}
