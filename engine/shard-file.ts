import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { EtalonError, messageOf } from "../core/errors.ts";
import { manifestSchema, metricEntrySchema } from "../core/result.ts";

/** The file beside `cells.jsonl` that makes a folder a shard's. */
export const SHARD_FILE = "shard.json";

/** Raised whenever a reader must know the difference. */
export const SHARD_SCHEMA = "etalon-shard/1";

/** What a shard's folder says of itself: enough to bring the shards together without any flag of the run. */
export const shardFileSchema = z.strictObject({
  schema: z.literal(SHARD_SCHEMA),
  /** Where its numbers come from; `plan` is the hash of the whole plan. */
  manifest: manifestSchema,
  /** From 1 to `of`. */
  index: z.number().int().positive(),
  of: z.number().int().positive(),
  /** Which shard each batch of the plan belongs to, in the order of the plan. */
  shards: z.array(z.number().int().positive()),
  /** Metrics by id; of one that was handed in everything that is published, since no catalogue holds it. */
  metrics: z.array(z.union([z.string(), metricEntrySchema])),
  suites: z.array(z.string()),
  /** The manifest of a user's own networks. */
  networks: z.string().optional(),
});

export type ShardFile = z.infer<typeof shardFileSchema>;

/** @throws EtalonError `shard/none` where there is no such file, `shard/invalid`. */
export function readShardFile(folder: string): ShardFile {
  const file = path.join(folder, SHARD_FILE);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new EtalonError("shard/none", `${folder} is no shard's folder: ${SHARD_FILE} cannot be read`, {
      got: messageOf(cause),
      remedy: "name folders that `etalon run --shard` has written",
      cause,
    });
  }
  const parsed = shardFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EtalonError("shard/invalid", `${file} does not say which shard this is`, {
    got: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
    remedy: "run the shard again with this version of Etalon",
  });
}
