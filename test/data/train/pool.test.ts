import { describe, expect, it } from "vitest";
import type { Cache } from "../../../data/train/cache.ts";
import { convJob } from "../../../data/train/job.ts";
import { describe as words, trainAll } from "../../../data/train/pool.ts";
import type { Trained } from "../../../data/train/run-job.ts";

const jobs = [3, 1, 2].map((seed) => convJob({ seed, weightDecay: 0.1 }));
const cache: Cache = {
  read: (job): Trained => ({
    job,
    scale: { mean: 0, deviation: 1 },
    state: new Float64Array(0),
    accuracy: { validation: 0, test: 0 },
  }),
  write: () => undefined,
};

describe("trainAll", () => {
  it("takes what the cache has, in the order of the jobs, and starts no training", async () => {
    const lines: string[] = [];
    const settings = { dataFolder: "/nowhere", workers: 2, cache, say: (line: string) => lines.push(line) };
    const trained = await trainAll(jobs, settings);
    expect(trained.map(({ job }) => job)).toEqual(jobs);
    expect(lines).toEqual(["3 networks, 3 of them trained before"]);
  });

  it("fails when a worker does", async () => {
    const settings = {
      dataFolder: "/nowhere",
      workers: 1,
      cache: { ...cache, read: () => undefined },
      say: () => undefined,
    };
    await expect(trainAll(jobs, settings)).rejects.toThrow(/nowhere/);
  });
});

it("describes a job by what it is", () => {
  expect(words(jobs[0]!)).toContain("seed 3, weightDecay 0.1");
});
