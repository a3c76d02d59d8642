import type { MetricEntry, Result } from "../core/result.ts";
import { checkResult } from "./check.ts";
import { obstaclesBetween } from "./compare/obstacles.ts";

/** Several results as one board. */
export interface Merged {
  readonly result: Result;
  /** What was left out, and why, a sentence each. */
  readonly leftOut: readonly string[];
}

/**
 * One board of several results, of other submissions or versions. The first decides what is comparable: a result of
 * another seed, profile, backend or processor class is left out, and so is a suite in another version. A metric that is
 * there already in the same version stays as the first result has it; another version of it becomes a row of its own,
 * `id@version`, so that its history is seen. Times are of one machine: only those of the first one are kept.
 *
 * @throws EtalonError the codes of `checkResult`.
 */
export function mergeResults(first: Result, ...others: readonly Result[]): Merged {
  const start = checkResult(first);
  const leftOut: string[] = [];
  const suites = new Map(start.suites.map((suite) => [suite.id, suite]));
  const metrics = new Map(start.metrics.map((metric) => [metric.id, metric]));
  const findings = [...start.findings];
  const coverage = [...start.coverage];
  for (const [i, given] of others.entries()) {
    const name = `result ${i + 2}`;
    const other = checkResult(given);
    const obstacles = obstaclesBetween(start.manifest, other.manifest).map(({ what }) => what);
    if (start.manifest.seed !== other.manifest.seed) obstacles.push("seed");
    if (obstacles.length > 0) {
      leftOut.push(`${name}: another ${obstacles.join(", another ")}`);
      continue;
    }
    const kept = new Set<string>();
    for (const suite of other.suites) {
      const known = suites.get(suite.id);
      if (known !== undefined && known.version !== suite.version) {
        leftOut.push(`${name}: ${suite.id} in version ${suite.version}, not ${known.version}`);
        continue;
      }
      suites.set(suite.id, suite);
      kept.add(suite.id);
    }
    const names = new Map<string, string>();
    for (const metric of other.metrics) {
      const id = freeId(metric, metrics);
      if (id === undefined) {
        leftOut.push(`${name}: ${metric.id}, which is there already`);
        continue;
      }
      names.set(metric.id, id);
      metrics.set(id, { ...metric, id });
    }
    const renamed = <Entry extends { readonly metric: string; readonly suite: string }>(
      entries: readonly Entry[],
    ): Entry[] =>
      entries.flatMap((entry) => {
        const metric = names.get(entry.metric);
        return metric === undefined || !kept.has(entry.suite) ? [] : [{ ...entry, metric }];
      });
    findings.push(...renamed(other.findings));
    coverage.push(...renamed(other.coverage));
  }
  const result = {
    ...start,
    suites: [...suites.values()],
    metrics: [...metrics.values()],
    findings,
    coverage,
  };
  return { result: checkResult(result), leftOut };
}

/** Its own id, or with its version behind it; `undefined` where this version is there already. */
function freeId(metric: MetricEntry, taken: ReadonlyMap<string, MetricEntry>): string | undefined {
  const known = taken.get(metric.id);
  if (known === undefined) return metric.id;
  const id = `${metric.id}@${metric.version}`;
  return known.version === metric.version || taken.has(id) ? undefined : id;
}
