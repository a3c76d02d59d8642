import { z } from "zod";
import { contentHash } from "./hash.ts";
import { outcomeSchema, valueSchema } from "./outcome.ts";

/** All that a cell's outcome depends on, besides the code: the unit of result, of resuming and of sharding. */
export const cellSpecSchema = z.strictObject({
  /** `id@version`, and of a submission `id@version#hash`: it may change under one version. */
  metric: z.string(),
  /** `id@version`. */
  suite: z.string(),
  case: z.string(),
  params: valueSchema,
  replicate: z.number().int().nonnegative(),
  /** The run's seed. */
  seed: z.number().int(),
});

export type CellSpec = z.infer<typeof cellSpecSchema>;

/** The content hash that names a cell. */
export function cellId(spec: CellSpec): string {
  return contentHash(spec);
}

/** One line of `cells.jsonl`. */
export const cellRecordSchema = z.strictObject({
  cell: z.string(),
  spec: cellSpecSchema,
  outcome: outcomeSchema,
  /** Not part of the result: it differs from run to run. */
  volatile: z.strictObject({ seconds: z.number() }),
});

export type CellRecord = z.infer<typeof cellRecordSchema>;
