import { z } from "zod";
import { findingSchema } from "./finding.ts";
import { TRANSFORMS } from "./invariance.ts";
import { submissionSchema } from "./submission.ts";

/** Raised whenever a reader of result files must know the difference. */
export const RESULT_SCHEMA = "etalon-result/1";

/** A metric's metadata as published; an unbounded end of the range is written as text. */
const bound = z.union([z.number(), z.enum(["-Infinity", "Infinity"])]);

export const metricEntrySchema = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  title: z.string(),
  family: z.string(),
  formula: z.string(),
  cite: z.string(),
  direction: z.enum(["similarity", "distance"]),
  range: z.tuple([bound, bound]),
  unit: z.enum(["radian", "nat"]).optional(),
  symmetric: z.boolean(),
  axioms: z.enum(["metric", "semimetric", "none"]),
  invariances: z.strictObject({ x: z.array(z.enum(TRANSFORMS)), y: z.array(z.enum(TRANSFORMS)) }),
  minimumRows: z.number().int().positive(),
  cost: z.string(),
  aliases: z.array(z.string()),
  caveats: z.array(z.string()),
  usesCorrespondence: z.boolean(),
  control: z.boolean(),
  differentiable: z.boolean(),
  heavy: z.boolean().default(false),
  engine: z.string().optional(),
  precision: z.enum(["float32"]).optional(),
  submission: submissionSchema.optional(),
});

export type MetricEntry = z.infer<typeof metricEntrySchema>;

/** How many of a metric's cells in a suite ended how. */
export const coverageSchema = z.strictObject({
  metric: z.string(),
  suite: z.string(),
  planned: z.number().int().nonnegative(),
  ok: z.number().int().nonnegative(),
  undefined: z.number().int().nonnegative(),
  notApplicable: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
});

export type Coverage = z.infer<typeof coverageSchema>;

export const suiteEntrySchema = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  title: z.string(),
  question: z.string(),
});

export type SuiteEntry = z.infer<typeof suiteEntrySchema>;

export const manifestSchema = z.strictObject({
  etalon: z.string(),
  /** Hash of the code that can move a number. */
  code: z.string(),
  profile: z.enum(["quick", "full"]),
  seed: z.number().int(),
  /** Hash of the plan: which cells there are. */
  plan: z.string(),
  backend: z.strictObject({ name: z.enum(["native", "portable"]), description: z.string() }),
  node: z.string(),
  /** Processor model and architecture: numbers are equal to the bit only within one. */
  processor: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The product of a run: everything a report shows. */
export const resultSchema = z.strictObject({
  schema: z.literal(RESULT_SCHEMA),
  manifest: manifestSchema,
  metrics: z.array(metricEntrySchema),
  suites: z.array(suiteEntrySchema),
  coverage: z.array(coverageSchema),
  findings: z.array(findingSchema),
  /** Times, host and paths: the only part that may differ between two runs of the same plan and code. */
  volatile: z.strictObject({
    finishedAt: z.string(),
    seconds: z.number(),
    host: z.string(),
    workers: z.number().int().positive(),
    cellsRun: z.number().int().nonnegative(),
    cellsResumed: z.number().int().nonnegative(),
    /** Findings that depend on the machine and the moment, such as times: to be compared within one result only. */
    findings: z.array(findingSchema).optional(),
  }),
});

export type Result = z.infer<typeof resultSchema>;

const parsed = new WeakSet<object>();

/** {@link resultSchema}'s `safeParse`; what it has returned once, which nobody changes, is not looked through again. */
export function parseResult(value: unknown): z.ZodSafeParseResult<Result> {
  if (typeof value === "object" && value !== null && parsed.has(value))
    return { success: true, data: value as Result };
  const result = resultSchema.safeParse(value);
  if (result.success) parsed.add(result.data);
  return result;
}
