import { parentPort, workerData } from "node:worker_threads";
import { loadDataset } from "./dataset.ts";
import type { Job } from "./job.ts";
import type { Trained } from "./run-job.ts";
import { runJob } from "./run-job.ts";

/** What a worker says: how far it is, or that it is done. */
export type WorkerMessage =
  | { readonly kind: "progress"; readonly epoch: number; readonly loss: number }
  | { readonly kind: "done"; readonly trained: Trained };

const port = parentPort;
if (port !== null) {
  const dataset = loadDataset(workerData as string);
  const say = (message: WorkerMessage): void => port.postMessage(message);
  port.on("message", (job: Job) => {
    const trained = runJob(job, dataset, (epoch, loss) => say({ kind: "progress", epoch, loss }));
    say({ kind: "done", trained });
  });
}
