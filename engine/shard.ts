import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { EtalonError } from "../core/errors.ts";
import { backend as activeBackend } from "../linalg/index.ts";
import { codeIdentity } from "./code-identity.ts";
import { complete } from "./complete.ts";
import { makeHeader, makeManifest } from "./manifest.ts";
import { metricEntry } from "./metric-entry.ts";
import { makePlan } from "./plan.ts";
import { RESULT_FILE } from "./result-file.ts";
import { requireSeed, requireWorkers, type RunOptions } from "./run.ts";
import { partOf, requireShard, type Shard, shardsByHash } from "./sharding.ts";
import { SHARD_FILE, SHARD_SCHEMA, type ShardFile } from "./shard-file.ts";
import { CELLS_FILE, isLasting, openStore } from "./store.ts";
import { writeAtomically } from "./store/atomic.ts";

/** Which part of a run is done here. */
export interface ShardOptions extends Omit<RunOptions, "publish" | "elsewhere"> {
  readonly shard: Shard;
  /** Which shard each batch of the plan belongs to, in the order of the plan. @defaultValue by hash */
  readonly shards?: readonly number[];
  /** The manifest of a user's own networks, for whoever merges. */
  readonly networks?: string | undefined;
}

/** A finished shard. */
export interface ShardRun {
  /** What the folder says of itself. */
  readonly file: ShardFile;
  /** Cells of this shard, and those of them that were run now. */
  readonly cells: number;
  readonly cellsRun: number;
  /** Cells that the harness left without an answer. */
  readonly unanswered: number;
  readonly cellsFile: string;
}

/**
 * Runs one shard of a plan. Its folder gets `cells.jsonl` and `shard.json` and no result: findings are of whole plans,
 * and `mergeShards` makes them. Stopped and started again it goes on where it was, as a run does.
 *
 * @throws EtalonError `shard/index`, `shard/has-result` and the codes of `runBenchmark`, or what `signal` was aborted with.
 */
export async function runShard(options: ShardOptions): Promise<ShardRun> {
  const { metrics, suites, out, seed, shard, networks, fresh = false, say = () => undefined } = options;
  requireSeed(seed);
  requireShard(shard);
  const workers = requireWorkers(options.workers ?? availableParallelism());
  const plan = makePlan(options);
  const shards = [...(options.shards ?? shardsByHash(plan.batches, shard.of))];
  const part = partOf(plan, shards, shard);
  const { name, description } = activeBackend();
  const manifest = makeManifest(plan, codeIdentity(), { name, description });
  const header = { ...makeHeader(manifest), shard: { plan: plan.hash, ...shard } };
  const file: ShardFile = {
    schema: SHARD_SCHEMA,
    manifest,
    ...shard,
    shards,
    metrics: metrics.map((metric) => (metric.submission === undefined ? metric.id : metricEntry(metric))),
    suites: suites.map(({ id }) => id),
    ...(networks === undefined ? {} : { networks: path.resolve(networks) }),
  };
  if (existsSync(path.join(out, RESULT_FILE))) {
    throw new EtalonError("shard/has-result", `${out} holds the result of a whole run`, {
      got: RESULT_FILE,
      remedy: "choose another folder for the shard with --out",
    });
  }
  const store = openStore({ folder: out, header, fresh, say });
  try {
    writeAtomically(path.join(out, SHARD_FILE), `${JSON.stringify(file)}\n`);
    const { run } = await complete(part, store, { ...options, workers, backend: { name, description } });
    const outcomes = store.outcomes();
    const unanswered = part.cells.filter(({ id }) => !isLasting(outcomes.get(id)!)).length;
    const cellsFile = path.join(out, CELLS_FILE);
    return { file, cells: part.cells.length, cellsRun: run, unanswered, cellsFile };
  } finally {
    store.close();
  }
}
