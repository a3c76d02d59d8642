import type { Outcome, Value } from "../../core/outcome.ts";
import type { Coverage } from "../../core/result.ts";
import type { Interval } from "../../core/finding.ts";
import { formatBetween, formatNumber, formatValue } from "./format.ts";

/** How a value looks: colour only repeats what `symbol` and `text` say. */
export type Tone = "plain" | "pass" | "fail" | "absent" | "trouble";

/** The answer to one question, ready to be shown. */
export interface ValueView {
  /** The value with its unit, `passed`, `failed`, or one word for why there is none. */
  readonly text: string;
  readonly symbol: "" | "✓" | "✗";
  readonly tone: Tone;
  /** The class that goes with the tone; `""` for a plain value: there are thousands of these. */
  readonly toneClass: string;
  /** Why there is no value; `""` where there is one, or where the page's legend says it once for all. */
  readonly reason: string;
  /** What a column is sorted by: a number as text with six digits; `""` for what has none. */
  readonly sort: string;
}

const LONGEST_TEXT = 160;

function textOf(value: Value, unit: string): string {
  if (typeof value === "number") return formatValue(value, unit);
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Passed and failed are sorted by their symbols. */
function judged(text: string, symbol: "✓" | "✗", tone: "pass" | "fail"): ValueView {
  return { text, symbol, tone, toneClass: `tone-${tone}`, reason: "", sort: "" };
}

/** Six digits, without the zero in front of a decimal point: there are thousands of these. */
function sortKey(value: number): string {
  return String(Number(value.toPrecision(6))).replace(/^(-?)0\./, "$1.");
}

function absent(text: string, reason: string): ValueView {
  return { text, symbol: "", tone: "absent", toneClass: "tone-absent", reason, sort: "" };
}

function trouble(text: string, reason: string): ValueView {
  return { text, symbol: "", tone: "trouble", toneClass: "tone-trouble", reason, sort: "" };
}

/** An outcome as text: values with their unit, everything else as a word with its reason. */
export function outcomeView(outcome: Outcome, unit: string): ValueView {
  switch (outcome.status) {
    case "ok": {
      const { value } = outcome;
      if (value === "passed") return judged("passed", "✓", "pass");
      if (value === "failed") return judged("failed", "✗", "fail");
      const sort = typeof value === "number" ? sortKey(value) : "";
      return { text: textOf(value, unit), symbol: "", tone: "plain", toneClass: "", reason: "", sort };
    }
    case "undefined":
      return absent("undefined", outcome.reason);
    case "not-applicable":
      return absent("n/a", outcome.reason);
    case "error":
      return trouble("error", `${outcome.code}: ${outcome.message}`);
    case "timeout":
      return trouble("timeout", `no answer after ${formatValue(outcome.seconds, "s")}`);
    case "out-of-memory":
      return trouble("out of memory", `it asked for ${formatValue(outcome.bytes / 1e6, "MB")}`);
    case "crashed":
      return trouble("crashed", outcome.message);
  }
}

/** What stands where a result holds no such finding: because nothing of the suite applies to the metric, or not. */
export function missingValue(coverage: Coverage | undefined): ValueView {
  if (coverage === undefined) return absent("not run", "");
  if (coverage.planned > 0 && coverage.notApplicable === coverage.planned) return absent("n/a", "");
  return absent("none", "");
}

/** An interval as text. */
export interface IntervalView {
  /** `85.3–96.1 %`. */
  readonly ends: string;
  /** `95 %, leave one network out`. */
  readonly method: string;
}

/** An interval as text, its ends with their unit. */
export function intervalView(interval: Interval, unit: string): IntervalView {
  const level = formatNumber(Math.round(interval.level * 1000) / 10);
  return {
    ends: formatBetween(interval.low, interval.high, unit),
    method: `${level}\u202f%, ${interval.method}`,
  };
}
