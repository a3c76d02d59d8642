import { z } from "zod";
import { canonicalJson } from "../../core/canonical-json.ts";

/** Raised whenever a reader of `cells.jsonl` must know the difference. */
export const CELLS_SCHEMA = "etalon-cells/1";

/**
 * The first line of `cells.jsonl`: all that a stored outcome depends on besides its cell. Outcomes under another
 * header are never used again.
 */
export const headerSchema = z.strictObject({
  schema: z.literal(CELLS_SCHEMA),
  /** Hash of the code that can move a number. */
  code: z.string(),
  backend: z.strictObject({ name: z.enum(["native", "portable"]), description: z.string() }),
  seed: z.number().int(),
  profile: z.enum(["quick", "full"]),
  node: z.string(),
  processor: z.string(),
  /** Which part of which plan the cells are; absent where they are the run's own. */
  shard: z
    .strictObject({
      plan: z.string(),
      index: z.number().int().positive(),
      of: z.number().int().positive(),
    })
    .optional(),
});

export type Header = z.infer<typeof headerSchema>;

/** What differs between two headers, for people; empty when they are equal. */
export function differences(a: Header, b: Header): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof Header)[]);
  const text = (value: unknown): string | undefined =>
    value === undefined ? undefined : canonicalJson(value);
  return [...keys].filter((key) => text(a[key]) !== text(b[key]));
}
