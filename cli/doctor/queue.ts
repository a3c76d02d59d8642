import { EtalonError } from "../../core/errors.ts";
import { type Condition, conditionOf } from "../../engine/queue/condition.ts";
import { type Check, needed, optional } from "./check.ts";

const REMEDIES = {
  eviction: "redis-cli config set maxmemory-policy noeviction, and the same in redis.conf",
  version: "a Redis from 6.2 on",
  none: "what is queued is lost with it and asked again; start it with --appendonly yes",
  snapshots: "what was queued since the last one is asked again; --appendonly yes keeps all",
} as const;

/** What is wrong becomes an error with what to do about it. */
function requireGood(isGood: boolean, got: string, remedy: string): string {
  if (isGood) return got;
  throw new EtalonError("doctor/queue", got, { remedy });
}

function checksOf({
  shown,
  version,
  isNewEnough,
  eviction,
  persistence,
  latency,
  runs,
}: Condition): Promise<Check>[] {
  return [
    needed("queue", () =>
      requireGood(isNewEnough, `Redis ${version} at ${shown}, ${runs} runs queued`, REMEDIES.version),
    ),
    needed("queue eviction", () =>
      requireGood(eviction === "noeviction", `maxmemory-policy ${eviction}`, REMEDIES.eviction),
    ),
    optional("queue persistence", () =>
      persistence === "append-only file"
        ? persistence
        : requireGood(false, persistence, REMEDIES[persistence]),
    ),
    needed("queue latency", () => `${latency.toFixed(2)} ms`),
  ];
}

/** Whether a Redis is there and fit for a queue. What it loses is asked again, so persistence is not needed. */
export async function queueChecks(url: string): Promise<Promise<Check>[]> {
  let condition: Condition;
  try {
    condition = await conditionOf(url);
  } catch (thrown) {
    return [
      needed("queue", () => {
        throw thrown;
      }),
    ];
  }
  return checksOf(condition);
}
