import { EtalonError } from "../core/errors.ts";
import { contentHash } from "../core/hash.ts";
import type { Batch, Plan } from "./plan.ts";

/** One of several parts that a plan is cut into. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/**
 * The content hash that names a batch: its data, and so nothing about which metrics are asked. Another metric moves no
 * batch to another shard.
 */
export function batchId({ cells, case: which, replicate }: Batch): string {
  const { suite, seed } = cells[0]!.spec;
  return contentHash({ suite, case: which.id, params: which.params, replicate, seed });
}

/** @throws EtalonError `shard/index` unless 1 ≤ index ≤ of, both integers. */
export function requireShard({ index, of }: Shard): void {
  if (Number.isSafeInteger(index) && Number.isSafeInteger(of) && index >= 1 && index <= of) return;
  throw new EtalonError("shard/index", "a shard is one of 1 to n", {
    got: `${index}/${of}`,
    remedy: "say it as --shard 1/8, the first of eight",
  });
}

/**
 * Which shard, from 1 to `of`, each batch belongs to, by its hash: every batch whole, so that its data are made once.
 * It needs no more than the batch itself, so that shards need not know of each other.
 */
export const shardsByHash = (batches: readonly Batch[], of: number): number[] =>
  batches.map((batch) => 1 + (Number.parseInt(batchId(batch).slice(0, 12), 16) % of));

/**
 * Which shard each batch belongs to so that shards cost about the same: the batch that takes longest goes to the shard
 * that has least so far (longest processing time first; at most 4/3 of the best possible, Graham 1969). Equal costs are
 * taken by name and equal shards in order, so that everyone who cuts the same plan gets the same parts.
 *
 * @param names One for each batch, all different.
 * @param seconds Expected seconds, one for each batch.
 */
export function shardsByCost(names: readonly string[], seconds: readonly number[], of: number): number[] {
  const order = names
    .map((name, k) => ({ name, k, cost: seconds[k]! }))
    .sort((a, b) => b.cost - a.cost || (a.name < b.name ? -1 : 1));
  const loads = Array.from({ length: of }, () => 0);
  const shards = names.map(() => 0);
  for (const { k, cost } of order) {
    let least = 0;
    for (let shard = 1; shard < of; shard++) if (loads[shard]! < loads[least]!) least = shard;
    loads[least]! += cost;
    shards[k] = least + 1;
  }
  return shards;
}

/** The part of a plan that a shard runs. What needs no running belongs to no shard: whoever merges knows it. */
export function partOf(plan: Plan, shards: readonly number[], { index }: Shard): Plan {
  const batches = plan.batches.filter((_, k) => shards[k] === index);
  return { ...plan, batches, cells: batches.flatMap(({ cells }) => cells), notApplicable: [] };
}
