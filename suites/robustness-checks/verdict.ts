import { SINGLE_PRECISION, type MetricInfo } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { tolerance } from "../invariance-checks/findings.ts";

/** What became of a line: everything but `passed` breaks the policy. */
export type Verdict = "passed" | "no error" | "wrong value" | "NaN" | "crash" | "error" | "differs";

/** A verdict and the sentence behind it. */
export interface Judged {
  readonly verdict: Verdict;
  readonly words: string;
}

const passed = (words: string): Judged => ({ verdict: "passed", words });

/** Room at the ends of a range for the rounding of a sum. */
const RANGE_SLACK = 1e-9;

/** Relative room for activations rounded to float32: some 2⁻²⁴ each, times the condition of the measure. */
const SINGLE = 2e-4;

/** What a metric's fault is called. */
function fault(outcome: Exclude<NumberOutcome, { status: "ok" | "undefined" }>): Judged {
  switch (outcome.status) {
    case "error": {
      const { code, message } = outcome;
      const verdict = code === "metric/not-finite" ? "NaN" : code === "metric/threw" ? "crash" : "error";
      return { verdict, words: `${code}: ${message}` };
    }
    case "crashed":
      return { verdict: "crash", words: outcome.message };
    case "not-applicable":
      return { verdict: "error", words: outcome.reason };
    case "timeout":
    case "out-of-memory":
      return { verdict: "error", words: outcome.status };
  }
}

/** Passed by an error with this code, and by nothing else. */
export function typedError(outcome: NumberOutcome, code: string): Judged {
  if (outcome.status === "error" && outcome.code === code) return passed(code);
  if (outcome.status === "error") return { verdict: "error", words: `${outcome.code} in place of ${code}` };
  const got = outcome.status === "ok" ? `the value ${outcome.value}` : outcome.status;
  return { verdict: "no error", words: `${got} in place of ${code}` };
}

/** Passed by a value within the declared range and by a reason why there is none. */
export function valueOrReason({ range: [low, high], precision }: MetricInfo, outcome: NumberOutcome): Judged {
  if (outcome.status === "undefined") {
    return outcome.reason === ""
      ? { verdict: "error", words: "undefined without a reason" }
      : passed(outcome.reason);
  }
  if (outcome.status !== "ok") return fault(outcome);
  const { value } = outcome;
  const slack = (precision === "float32" ? SINGLE_PRECISION : RANGE_SLACK) * Math.max(1, Math.abs(value));
  if (value >= low - slack && value <= high + slack) return passed(String(value));
  return { verdict: "wrong value", words: `${value} is outside of [${low}, ${high}]` };
}

/** Passed by the value of the pair as it was, to rounding, or by a reason where that had one. */
export function sameValue(metric: MetricInfo, before: NumberOutcome, after: NumberOutcome): Judged {
  const judged = valueOrReason(metric, after);
  if (judged.verdict !== "passed" || before.status !== "ok") return judged;
  if (after.status !== "ok") return { verdict: "wrong value", words: `no value, ${judged.words}` };
  const moved = Math.abs(after.value - before.value);
  if (moved <= tolerance(metric, before.value)) return judged;
  return { verdict: "wrong value", words: `${after.value} in place of ${before.value}` };
}

/** Passed by the same bits, or by the same reason. */
export function identical(before: NumberOutcome, after: NumberOutcome): Judged {
  if (before.status !== "ok" && before.status !== "undefined") return fault(before);
  if (after.status !== "ok" && after.status !== "undefined") return fault(after);
  const [a, b] = [before, after].map((o) => (o.status === "ok" ? String(o.value) : o.reason));
  return a === b ? passed(a!) : { verdict: "differs", words: `${b}, and before ${a}` };
}

/** Passed by the value of the float64 activations to the precision of float32; for an angle, of its cosine. */
export function singlePrecision(metric: MetricInfo, before: NumberOutcome, after: NumberOutcome): Judged {
  const judged = valueOrReason(metric, after);
  if (judged.verdict !== "passed" || before.status !== "ok") return judged;
  if (after.status !== "ok") return { verdict: "wrong value", words: `no value, ${judged.words}` };
  const [a, b] = [before.value, after.value];
  const close =
    Math.abs(a - b) <= SINGLE * Math.max(1, Math.abs(a)) ||
    (metric.unit === "radian" && Math.abs(Math.cos(a) - Math.cos(b)) <= SINGLE);
  return close ? judged : { verdict: "wrong value", words: `${b} in place of ${a}` };
}
