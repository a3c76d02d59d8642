import type { Finding } from "../../core/finding.ts";
import type { Coverage, Result } from "../../core/result.ts";
import { groupBy } from "./group-by.ts";

/** A result's findings by metric, suite and id. */
export interface FindingIndex {
  find(metric: string, suite: string, id: string): Finding | undefined;
  /** In the order of the result. */
  of(metric: string, suite: string): readonly Finding[];
  /** How the questions of a suite to a metric ended. */
  coverage(metric: string, suite: string): Coverage | undefined;
  /** Every finding of a suite, in the order of the result. */
  suite(suite: string): readonly Finding[];
}

const key = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Sorts the findings once, so that every table looks them up at once. */
export function indexFindings(result: Result): FindingIndex {
  const byId = new Map(
    result.findings.map((finding) => [key(finding.metric, finding.suite, finding.id), finding]),
  );
  const byPair = groupBy(result.findings, (finding) => key(finding.metric, finding.suite));
  const byCoverage = new Map(result.coverage.map((entry) => [key(entry.metric, entry.suite), entry]));
  const bySuite = groupBy(result.findings, (finding) => finding.suite);
  return {
    find: (metric, suite, id) => byId.get(key(metric, suite, id)),
    of: (metric, suite) => byPair.get(key(metric, suite)) ?? [],
    coverage: (metric, suite) => byCoverage.get(key(metric, suite)),
    suite: (suite) => bySuite.get(suite) ?? [],
  };
}

/** The different ids of some findings, in order of first appearance. */
export function idsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((finding) => finding.id))];
}
