import path from "node:path";
import type { MetricInfo } from "../../core/metric.ts";
import type { MetricEntry } from "../../core/result.ts";
import type { Entries } from "../../engine/merge.ts";
import { loadCatalogue, NETWORKS_VARIABLE } from "../../engine/own-networks/catalogue.ts";
import type { ShardFile } from "../../engine/shard-file.ts";
import { activateBackend } from "../backend-option.ts";

/** A metric that was handed in, as it was published: nobody asks it anything, and its code need not be there. */
function infoOf({
  range: [low, high],
  unit,
  engine,
  precision,
  submission,
  ...rest
}: MetricEntry): MetricInfo {
  return {
    ...rest,
    range: [Number(low), Number(high)],
    ...(unit === undefined ? {} : { unit }),
    ...(engine === undefined ? {} : { engine }),
    ...(precision === undefined ? {} : { precision }),
    ...(submission === undefined ? {} : { submission }),
  };
}

/**
 * The metrics and suites that a shard names; the backend that it computed with becomes the active one.
 *
 * @param networks Where the manifest of a user's own networks is; the shard's own word by default.
 * @throws EtalonError `metric/unknown`, `suite/unknown`, `linalg/…`, and those of reading networks.
 */
export async function entriesOf(shard: ShardFile, networks: string | undefined): Promise<Entries> {
  activateBackend(shard.manifest.backend.name);
  const manifest = networks === undefined ? shard.networks : path.resolve(networks);
  if (manifest !== undefined) process.env[NETWORKS_VARIABLE] = manifest;
  const ids = shard.metrics.filter((one) => typeof one === "string");
  const { metrics, suites } = await loadCatalogue({ metrics: ids, suites: shard.suites });
  const known = new Map<string, MetricInfo>(ids.map((id, k) => [id, metrics[k]!]));
  return {
    metrics: shard.metrics.map((one) => (typeof one === "string" ? known.get(one)! : infoOf(one))),
    suites,
  };
}
