import type { Finding, Interval } from "../../core/finding.ts";
import { describeOutcome } from "../../core/outcome.ts";
import type { Coverage, Result } from "../../core/result.ts";

/** A quality finding that metrics are compared by. */
export interface QualityColumn {
  readonly suite: string;
  readonly id: string;
  readonly better: "higher" | "lower";
}

/** A metric's answer in a column: a value, a question that does not apply, or a value that is missing. */
export type QualityCell =
  | { readonly kind: "value"; readonly value: number; readonly interval: Interval | undefined }
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "missing"; readonly reason: string };

/** One metric's answers, in the order of the columns. */
export interface QualityRow {
  readonly metric: string;
  readonly cells: readonly QualityCell[];
}

/** Everything that metrics may be ranked by. */
export interface QualityTable {
  readonly columns: readonly QualityColumn[];
  readonly rows: readonly QualityRow[];
}

const key = (...parts: readonly string[]): string => JSON.stringify(parts);

function cellOf(finding: Finding | undefined, coverage: Coverage | undefined): QualityCell {
  if (finding === undefined) {
    // A suite makes no finding of what it does not ask: a finding that is not there was not asked for if some of the
    // suite's questions do not apply, and is missing otherwise.
    const skipped = (coverage?.notApplicable ?? 0) > 0;
    return skipped
      ? { kind: "not-applicable", reason: "the suite does not ask this of the metric" }
      : { kind: "missing", reason: coverage === undefined ? "the suite was not run" : "no such finding" };
  }
  const { outcome, interval } = finding;
  if (outcome.status === "ok" && typeof outcome.value === "number")
    return { kind: "value", value: outcome.value, interval };
  if (outcome.status === "not-applicable") return { kind: "not-applicable", reason: outcome.reason };
  return { kind: "missing", reason: describeOutcome(outcome) };
}

/** The quality findings of a result as a table, one row a metric; a finding without a direction is in no column. */
export function qualityTable(result: Pick<Result, "metrics" | "findings" | "coverage">): QualityTable {
  const quality = result.findings.filter(
    (finding): finding is Finding & { better: "higher" | "lower" } =>
      finding.role === "quality" && finding.better !== undefined,
  );
  const columns = new Map<string, QualityColumn>();
  const findings = new Map<string, Finding>();
  for (const finding of quality) {
    const { suite, id, better, metric } = finding;
    if (!columns.has(key(suite, id))) columns.set(key(suite, id), { suite, id, better });
    findings.set(key(metric, suite, id), finding);
  }
  const coverage = new Map(result.coverage.map((entry) => [key(entry.metric, entry.suite), entry]));
  return {
    columns: [...columns.values()],
    rows: result.metrics.map(({ id: metric }) => ({
      metric,
      cells: [...columns.values()].map(({ suite, id }) =>
        cellOf(findings.get(key(metric, suite, id)), coverage.get(key(metric, suite))),
      ),
    })),
  };
}
