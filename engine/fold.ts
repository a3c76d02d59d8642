import type { Finding } from "../core/finding.ts";
import type { MetricInfo } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { type Manifest, RESULT_SCHEMA, type Result } from "../core/result.ts";
import type { Suite } from "../core/suite.ts";
import { metricEntry } from "./metric-entry.ts";
import type { Plan } from "./plan.ts";
import { checkedResult } from "./result-file.ts";
import { summarise } from "./summarise.ts";

/** What a result is made of, besides the plan. */
export interface Folding {
  readonly metrics: readonly MetricInfo[];
  readonly suites: readonly Suite[];
  readonly manifest: Manifest;
  readonly outcomeOf: (cell: string) => Outcome;
  /** What is known of how it was made. */
  readonly volatile: Omit<Result["volatile"], "findings">;
}

/** Findings that another run of the same plan would make again, and those of suites that measure the machine. */
function byPermanence(
  findings: readonly Finding[],
  suites: readonly Suite[],
): { readonly lasting: Finding[]; readonly volatile: Finding[] } {
  const ids = new Set(suites.filter(({ volatile = false }) => volatile).map(({ id }) => id));
  return {
    lasting: findings.filter(({ suite }) => !ids.has(suite)),
    volatile: findings.filter(({ suite }) => ids.has(suite)),
  };
}

/**
 * Folds the outcomes of a whole plan into a result: of a run, or of shards that were brought together.
 *
 * @throws EtalonError `suite/summarise-threw`, `result/invalid`.
 */
export function foldResult(plan: Plan, { metrics, suites, manifest, outcomeOf, volatile }: Folding): Result {
  const { coverage, findings } = summarise(plan, { metrics, suites }, outcomeOf);
  const parts = byPermanence(findings, suites);
  return checkedResult({
    schema: RESULT_SCHEMA,
    manifest,
    metrics: metrics.map(metricEntry),
    suites: suites.map(({ id, version, title, question }) => ({ id, version, title, question })),
    coverage,
    findings: parts.lasting,
    volatile: { ...volatile, ...(parts.volatile.length === 0 ? {} : { findings: parts.volatile }) },
  });
}
