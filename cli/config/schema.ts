import { z } from "zod";
import { compareConfigSchema } from "../../reports/compare/config.ts";
import { ISOLATIONS } from "../../core/submission.ts";
import { BACKENDS } from "../backend-option.ts";

const texts = (what: string): z.ZodType<string | readonly string[]> =>
  z.union([z.string(), z.array(z.string())], { error: `must be a text or a list of texts: ${what}` });

const count = (minimum: number): z.ZodInt =>
  z.int({ error: `must be an integer from ${minimum} on` }).min(minimum, {
    error: `must be an integer from ${minimum} on`,
  });

const word = <const T extends readonly string[]>(words: T): z.ZodEnum<{ [K in T[number]]: K }> =>
  z.enum(words, { error: `must be ${words.join(", ")}` });

/**
 * The configuration file `etalon.config.{ts,js,mjs,json}`, and what is published as `schemas/config.schema.json`. Every
 * key may be left out; a key that is not here is an error.
 */
export const configSchema = z.strictObject({
  $schema: z.string().optional().meta({ description: "the address of this schema, for an editor" }),
  profile: word(["quick", "full"]).optional().meta({ description: "how much is asked" }),
  metrics: texts("ids and globs of metrics")
    .optional()
    .meta({ description: "which metrics; all by default" }),
  suites: texts("ids and globs of suites").optional().meta({ description: "which suites; all by default" }),
  seed: z
    .int({ error: "must be an integer" })
    .optional()
    .meta({ description: "all randomness derives from it" }),
  out: z
    .string({ error: "must be a folder" })
    .optional()
    .meta({ description: "where a run writes, from the folder of this file" }),
  workers: count(0).optional().meta({ description: "worker processes, 0 for none" }),
  backend: word(BACKENDS).optional().meta({ description: "which linear algebra computes" }),
  calibrate: count(0)
    .optional()
    .meta({ description: "how often `etalon score` shuffles the rows, 0 for not at all" }),
  submissions: z
    .array(z.string({ error: "must be a file, a package or a command" }), {
      error: "must be a list of files, packages and commands",
    })
    .optional()
    .meta({
      description: "metrics of your own that are run beside the others, files from the folder of this file",
    }),
  isolate: word(ISOLATIONS).optional().meta({ description: "how submissions are kept" }),
  timeLimit: z
    .number({ error: "must be a number of seconds" })
    .positive({ error: "must be a number of seconds" })
    .optional()
    .meta({ description: "seconds for each answer of a submission" }),
  memoryLimit: count(1).optional().meta({ description: "MiB for all processes of a submission together" }),
  expect: z
    .record(
      z.string(),
      z.string({ error: "must be the reason" }).regex(/\S/, { error: "must be the reason" }),
    )
    .optional()
    .meta({ description: "contracts that fail for a reason, for `etalon check`" }),
  budgets: compareConfigSchema.shape.budgets
    .unwrap()
    .optional()
    .meta({ description: "what `etalon compare` lets pass" }),
  minimumEffect: compareConfigSchema.shape.minimumEffect.unwrap().optional(),
  tolerance: compareConfigSchema.shape.tolerance.unwrap().optional(),
});

/** What a configuration file may say. */
export type EtalonConfig = z.infer<typeof configSchema>;
