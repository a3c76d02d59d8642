import { z } from "zod";
import { EtalonError } from "../core/errors.ts";
import { resultSchema, type Result } from "../core/result.ts";
import { checkResult } from "./check.ts";

/** The name under which `etalon compare` finds it. */
export const BASELINE_FILE = "etalon.baseline.json";

/** Raised whenever a reader of baselines must know the difference. */
export const BASELINE_SCHEMA = "etalon-baseline/1";

/** A result with the reason why it was accepted. */
export const baselineSchema = z.strictObject({
  schema: z.literal(BASELINE_SCHEMA),
  /** Why this result was accepted, for whoever reads the history of the file. */
  reason: z.string().min(1),
  result: resultSchema,
});

export type Baseline = z.infer<typeof baselineSchema>;

/** A result as a baseline: without the curves and matrices, which nothing is compared by and which make it large. */
export function baselineOf(result: Result, reason: string): Baseline {
  const bare = (findings: Result["findings"]): Result["findings"] =>
    findings.map((finding) => {
      const bareFinding = { ...finding };
      delete bareFinding.detail;
      return bareFinding;
    });
  const { findings } = result.volatile;
  return {
    schema: BASELINE_SCHEMA,
    reason,
    result: {
      ...result,
      findings: bare(result.findings),
      volatile: { ...result.volatile, ...(findings === undefined ? {} : { findings: bare(findings) }) },
    },
  };
}

/**
 * The result in a file that holds a result or a baseline.
 *
 * @throws EtalonError `baseline/invalid`, and the codes of `checkResult`.
 */
export function resultIn(value: unknown): Result {
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  if (typeof schema !== "string" || !schema.startsWith("etalon-baseline/")) return checkResult(value);
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return checkResult(parsed.data.result);
  const [issue] = parsed.error.issues;
  throw new EtalonError("baseline/invalid", `baseline: ${issue?.path.join(".") ?? ""} is wrong`, {
    got: issue?.message ?? "",
    remedy: "make it again with `etalon baseline accept`",
  });
}
