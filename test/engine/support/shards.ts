import { readFileSync } from "node:fs";
import path from "node:path";
import type { Entries } from "../../../engine/merge.ts";
import { runBenchmark, type Run, type RunOptions } from "../../../engine/run.ts";
import type { ShardOptions } from "../../../engine/shard.ts";
import { dice, difference, mutator, notANumber, thrower, undefinedAlways } from "./metrics.ts";
import { gridSuite, pairSuite } from "./suites.ts";

/** Cheap metrics and suites, among them one that measures nothing twice alike. */
export const ENTRIES = {
  metrics: [difference, mutator, dice, undefinedAlways, thrower, notANumber],
  suites: [pairSuite(), gridSuite],
} as const;

/** What mergeShards loads in these tests. */
export const load = (): Promise<Entries> => Promise.resolve(ENTRIES);

/** A run of all of it in this process. */
export const whole = (out: string, more: Partial<RunOptions> = {}): Promise<Run> =>
  runBenchmark({ ...ENTRIES, profile: "quick", seed: 1, workers: 0, out, ...more });

/** A shard of it in this process. */
export const shardOptions = (out: string, index: number, of: number): ShardOptions => ({
  ...ENTRIES,
  profile: "quick",
  seed: 1,
  workers: 0,
  out,
  shard: { index, of },
});

/** The lines of a folder's cells, header first, without what may differ between two runs. */
export const lastingLines = (folder: string): string[] =>
  readFileSync(path.join(folder, "cells.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/,"volatile":\{"seconds":[-+.e\d]+\}\}$/, "}"));
