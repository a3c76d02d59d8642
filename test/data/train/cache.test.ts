import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openCache } from "../../../data/train/cache.ts";
import { convJob } from "../../../data/train/job.ts";
import type { Trained } from "../../../data/train/run-job.ts";

const trained: Trained = {
  job: convJob({ seed: 1, weightDecay: 0.1 }),
  scale: { mean: 0.1, deviation: 0.7 },
  state: Float64Array.of(1, -2.5, 1e-300),
  accuracy: { validation: 0.5, test: 0.25 },
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "etalon-cache-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it("gives back what was written, to the bit", () => {
  openCache(folder, "data").write(trained);
  expect(openCache(folder, "data").read(trained.job)).toEqual(trained);
});

it("knows nothing of other jobs and other data", () => {
  openCache(folder, "data").write(trained);
  expect(openCache(folder, "data").read({ ...trained.job, seed: 2 })).toBeUndefined();
  expect(openCache(folder, "other").read(trained.job)).toBeUndefined();
});
