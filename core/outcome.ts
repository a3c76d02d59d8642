import { z } from "zod";

/** What a cell measured: a number, or numbers with names. Every number is finite. */
export type Value = number | string | boolean | readonly Value[] | { readonly [name: string]: Value };

/** The schema of {@link Value}. */
export const valueSchema: z.ZodType<Value> = z.lazy(() =>
  z.union([z.number(), z.string(), z.boolean(), z.array(valueSchema), z.record(z.string(), valueSchema)]),
);

/**
 * The answer to one question asked of one metric. NaN, Infinity and `null` never stand for a number: what has no
 * value says why.
 */
export const outcomeSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("ok"), value: valueSchema }),
  z.strictObject({ status: z.literal("undefined"), reason: z.string() }),
  z.strictObject({ status: z.literal("not-applicable"), reason: z.string() }),
  z.strictObject({ status: z.literal("error"), code: z.string(), message: z.string() }),
  z.strictObject({ status: z.literal("timeout"), seconds: z.number() }),
  z.strictObject({ status: z.literal("out-of-memory"), bytes: z.number() }),
  z.strictObject({ status: z.literal("crashed"), message: z.string() }),
]);

export type Outcome = z.infer<typeof outcomeSchema>;

/** An outcome whose value, where there is one, is a single number. */
export type NumberOutcome = Exclude<Outcome, { status: "ok" }> | { status: "ok"; value: number };

export const ok = <V extends Value>(value: V): { status: "ok"; value: V } => ({ status: "ok", value });
export const undefinedBecause = (reason: string): { status: "undefined"; reason: string } => ({
  status: "undefined",
  reason,
});
export const notApplicable = (reason: string): { status: "not-applicable"; reason: string } => ({
  status: "not-applicable",
  reason,
});
export const failed = (
  code: string,
  message: string,
): { status: "error"; code: string; message: string } => ({
  status: "error",
  code,
  message,
});

/**
 * Thrown inside a formula where it has no limit (constant data, say). It is not an error: the metric's outcome is
 * `undefined` with this reason.
 */
export class Undefined extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "Undefined";
  }
}

/** A sentence for people: the value, or why there is none. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.status) {
    case "ok":
      return typeof outcome.value === "number" ? String(outcome.value) : JSON.stringify(outcome.value);
    case "undefined":
    case "not-applicable":
      return `${outcome.status}: ${outcome.reason}`;
    case "error":
      return `error ${outcome.code}: ${outcome.message}`;
    case "timeout":
      return `timeout after ${outcome.seconds} s`;
    case "out-of-memory":
      return `out of memory at ${outcome.bytes} bytes`;
    case "crashed":
      return `crashed: ${outcome.message}`;
  }
}
