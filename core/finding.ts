import { z } from "zod";
import { outcomeSchema, valueSchema } from "./outcome.ts";

/** A range that holds the true value with probability `level`, and how it was made. */
export const intervalSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  level: z.number().gt(0).lt(1),
  method: z.string(),
});

export type Interval = z.infer<typeof intervalSchema>;

/**
 * One result of a suite about one metric.
 *
 * The role says what may be done with it: a `quality` has a better direction and may be ranked, a `description` is
 * shown and filtered, a `contract` (declared equals measured, range, determinism) has passed or failed.
 */
export const findingSchema = z.strictObject({
  /** Unique within the metric and suite, for example `effect/orthogonal/x`. */
  id: z.string(),
  suite: z.string(),
  metric: z.string(),
  title: z.string(),
  role: z.enum(["quality", "description", "contract"]),
  /** Unit of the value; `""` for a plain number, `"fraction"` for a share in [0, 1]. */
  unit: z.string(),
  better: z.enum(["higher", "lower"]).optional(),
  /** A number; for a contract `passed` or `failed`; for a description also text. */
  outcome: outcomeSchema,
  interval: intervalSchema.optional(),
  /** What a measure that knows nothing would get. */
  chance: z.number().optional(),
  /** A sentence that a reader needs with the value, such as what failed. */
  note: z.string().optional(),
  /** Curves and matrices behind the value, for the reports. */
  detail: valueSchema.optional(),
  /** Number of cells behind it. */
  cells: z.number().int().nonnegative(),
});

export type Finding = z.infer<typeof findingSchema>;
export type Role = Finding["role"];
