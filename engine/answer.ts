import { EtalonError, messageOf } from "../core/errors.ts";
import type { NumberOutcome } from "../core/outcome.ts";
import { failed, ok, Undefined, undefinedBecause } from "../core/outcome.ts";

/**
 * What a metric's return value means: a finite number is its answer, everything else a fault with a code of its own.
 *
 * @param extreme Whether the input's scale excuses an infinite value; asked only if there is one.
 */
export function answerOf(id: string, value: unknown, extreme: () => boolean): NumberOutcome {
  if (typeof value !== "number") {
    const got = value === null ? "null" : value instanceof Promise ? "a promise" : typeof value;
    return failed("metric/not-a-number", `${id}: compare must return a number (got ${got})`);
  }
  if (Number.isFinite(value)) return ok(value);
  if (Math.abs(value) === Infinity && extreme()) {
    return undefinedBecause("overflow: the value is outside the range of float64");
  }
  return failed("metric/not-finite", `${id}: compare must return a finite number (got ${value})`);
}

/** The sentence of what was thrown; an object whose text cannot be had must not throw once more. */
function sentenceOf(thrown: unknown): string {
  try {
    return messageOf(thrown);
  } catch {
    return "a value without text was thrown";
  }
}

/** What a thrown value means: `Undefined` is an answer, a typed error keeps its code, the rest is `metric/threw`. */
export function answerOfThrown(id: string, thrown: unknown): NumberOutcome {
  if (thrown instanceof Undefined) return undefinedBecause(thrown.message);
  if (thrown instanceof EtalonError) return failed(thrown.code, thrown.message);
  return failed("metric/threw", `${id}: ${sentenceOf(thrown)}`);
}
