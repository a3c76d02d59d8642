import { z } from "zod";
import { canonicalJson } from "./canonical-json.ts";
import { contentHash, textHash } from "./hash.ts";
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

/**
 * The ids of cells that differ in nothing but the metric: equal to those of {@link cellId}, and a plan of a hundred
 * thousand cells is made in a second, since what they share is written out once.
 */
export function cellIds(shared: Omit<CellSpec, "metric">): (metric: string) => string {
  const mark = '"metric":""';
  const text = canonicalJson({ ...shared, metric: "" });
  // Keys are sorted and only `case` stands before it, a text, in which quotes are escaped: the first one is the key.
  const at = text.indexOf(mark);
  const [head, tail] = [text.slice(0, at), text.slice(at + mark.length)];
  return (metric) => textHash(`${head}"metric":${JSON.stringify(metric)}${tail}`);
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
