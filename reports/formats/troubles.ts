import type { Finding } from "../../core/finding.ts";
import { describeOutcome } from "../../core/outcome.ts";
import type { Result } from "../../core/result.ts";

/** Something that a reader should see first. */
export interface Trouble {
  readonly metric: string;
  readonly suite: string;
  readonly title: string;
  readonly sentence: string;
  /** A failed contract or an answer that never came; `undefined` answers are milder. */
  readonly severe: boolean;
}

function weightOf({ role, outcome }: Finding): number {
  switch (outcome.status) {
    case "ok":
      return role === "contract" && outcome.value === "failed" ? 3 : 0;
    case "error":
    case "timeout":
    case "crashed":
    case "out-of-memory":
      return 2;
    case "undefined":
      return role === "quality" ? 1 : 0;
    case "not-applicable":
      return 0;
  }
}

/**
 * What went wrong, worst first: failed contracts, missing answers, undefined qualities; controls, which are bad on
 * purpose, come last among equals.
 */
export function troublesOf(result: Result): Trouble[] {
  const controls = new Set(result.metrics.filter(({ control }) => control).map(({ id }) => id));
  return result.findings
    .map((finding) => ({ finding, weight: weightOf(finding), control: controls.has(finding.metric) ? 1 : 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.control - b.control)
    .map(({ finding: { metric, suite, title, outcome, note }, weight }) => ({
      metric,
      suite,
      title,
      sentence: outcome.status === "ok" ? (note ?? "failed") : describeOutcome(outcome),
      severe: weight > 1,
    }));
}
