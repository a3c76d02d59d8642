import type { Finding } from "../../core/finding.ts";
import type { MetricEntry } from "../../core/result.ts";

/** A metric and what was found out about it, for the sentences of its summary. */
export interface Facts {
  readonly metric: MetricEntry;
  /** Every finding of a suite about this metric. */
  of(suite: string): readonly Finding[];
  find(suite: string, id: string): Finding | undefined;
  /** The number of a finding; `undefined` where it has none. */
  number(suite: string, id: string): number | undefined;
  /** Whether a contract has passed; `undefined` where it was not asked. */
  passed(suite: string, id: string): boolean | undefined;
}

/** A sentence about one suite, without its first capital and full stop; `undefined` where there is nothing to say. */
export type Piece = (facts: Facts) => string | undefined;

/** The facts in some findings; those of other metrics are left out. */
export function factsOf(metric: MetricEntry, findings: readonly Finding[]): Facts {
  const own = findings.filter((finding) => finding.metric === metric.id);
  const find = (suite: string, id: string): Finding | undefined =>
    own.find((finding) => finding.suite === suite && finding.id === id);
  return {
    metric,
    of: (suite) => own.filter((finding) => finding.suite === suite),
    find,
    number: (suite, id) => {
      const outcome = find(suite, id)?.outcome;
      return outcome?.status === "ok" && typeof outcome.value === "number" ? outcome.value : undefined;
    },
    passed: (suite, id) => {
      const outcome = find(suite, id)?.outcome;
      if (outcome?.status !== "ok") return undefined;
      return outcome.value === "passed" ? true : outcome.value === "failed" ? false : undefined;
    },
  };
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}
