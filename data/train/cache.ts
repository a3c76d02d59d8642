import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { contentHash } from "../../core/hash.ts";
import type { Job } from "./job.ts";
import type { Trained } from "./run-job.ts";

/** Raised whenever the same job would train to other numbers. */
const TRAINER_VERSION = 1;

/** A folder of trained networks, so that an interrupted `npm run zoo` goes on where it stopped. */
export interface Cache {
  read(job: Job): Trained | undefined;
  write(trained: Trained): void;
}

/**
 * Opens (and makes) a cache. A network is found again only for the same job, data and trainer.
 *
 * @param data - hash of the images.
 */
export function openCache(folder: string, data: string): Cache {
  mkdirSync(folder, { recursive: true });
  const fileOf = (job: Job): string =>
    path.join(folder, contentHash({ job, data, version: TRAINER_VERSION }));
  return {
    read(job) {
      const file = fileOf(job);
      if (!existsSync(`${file}.json`)) return undefined;
      const { scale, accuracy } = JSON.parse(readFileSync(`${file}.json`, "utf8")) as Trained;
      const bytes = Uint8Array.from(readFileSync(`${file}.bin`));
      return { job, scale, accuracy, state: new Float64Array(bytes.buffer) };
    },
    write({ job, scale, accuracy, state }) {
      const file = fileOf(job);
      writeFileSync(`${file}.bin`, new Uint8Array(state.buffer, state.byteOffset, state.byteLength));
      // The small file comes last and whole: a network without it does not count.
      writeFileSync(`${file}.json.tmp`, JSON.stringify({ job, scale, accuracy }));
      renameSync(`${file}.json.tmp`, `${file}.json`);
    },
  };
}
