import { EtalonError } from "../../core/errors.ts";
import { requireShard, type Shard } from "../../engine/sharding.ts";

/** Reads `2/8`, the second of eight shards. @throws EtalonError `shard/index`. */
export function shardOption(text: string): Shard {
  const [, index, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index === undefined || of === undefined) {
    throw new EtalonError("shard/index", "--shard must be i/n", {
      got: `"${text.slice(0, 80)}"`,
      remedy: "say it as --shard 1/8, the first of eight",
    });
  }
  requireShard(shard);
  return shard;
}
