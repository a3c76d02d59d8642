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
});

export type Header = z.infer<typeof headerSchema>;

/** What differs between two headers, for people; empty when they are equal. */
export function differences(a: Header, b: Header): string[] {
  return (Object.keys(a) as (keyof Header)[]).filter(
    (key) => canonicalJson(a[key]) !== canonicalJson(b[key]),
  );
}
