import { EtalonError } from "../../core/errors.ts";
import type { Finding } from "../../core/finding.ts";
import type { Coverage, MetricEntry, Result } from "../../core/result.ts";

const REMEDY = "make the result again with `etalon run`";

const wrong = (what: string, got: string): EtalonError =>
  new EtalonError("validate/inconsistent", what, { got, remedy: REMEDY });

function requireRange({ id, range: [low, high] }: MetricEntry): void {
  if (!(Number(low) < Number(high))) throw wrong(`metric ${id}: the range is empty`, `${low} to ${high}`);
}

function requireFinding(finding: Finding): void {
  const { metric, suite, id, role, better, outcome, interval } = finding;
  const name = `finding ${metric} ${suite}/${id}`;
  if (role === "quality" && better === undefined)
    throw wrong(`${name}: a quality does not say which way is better`, "no field better");
  if (interval !== undefined && !(interval.low <= interval.high))
    throw wrong(`${name}: the interval is the wrong way round`, `${interval.low} to ${interval.high}`);
  if (outcome.status !== "ok") return;
  if (role === "contract" && outcome.value !== "passed" && outcome.value !== "failed")
    throw wrong(`${name}: a contract is passed or failed`, JSON.stringify(outcome.value));
  if (role === "quality" && typeof outcome.value !== "number")
    throw wrong(`${name}: a quality is a number`, JSON.stringify(outcome.value));
}

function requireCoverage(coverage: Coverage): void {
  const { metric, suite, planned, ok, undefined: none, notApplicable, failed } = coverage;
  const sum = ok + none + notApplicable + failed;
  if (sum !== planned)
    throw wrong(`coverage of ${metric} in ${suite}: the counts do not add up`, `${sum} of ${planned} cells`);
}

const keyOf = (metric: string, suite: string): string => JSON.stringify([metric, suite]);

/** Every metric has been through every suite, and no finding stands on more cells than there are. */
function requireComplete({ metrics, suites, coverage, findings, volatile }: Result): void {
  const planned = new Map(coverage.map((one) => [keyOf(one.metric, one.suite), one.planned]));
  if (planned.size !== coverage.length)
    throw wrong("coverage: a metric and suite are there twice", `${coverage.length} entries`);
  for (const { id: metric } of metrics) {
    for (const { id: suite } of suites) {
      if (!planned.has(keyOf(metric, suite)))
        throw wrong("coverage: a metric and suite are not there", `${metric} in ${suite}`);
    }
  }
  for (const { metric, suite, id, cells } of [...findings, ...(volatile.findings ?? [])]) {
    const most = planned.get(keyOf(metric, suite)) ?? 0;
    if (cells > most)
      throw wrong(
        `finding ${metric} ${suite}/${id}: it stands on more cells than there are`,
        `${cells} of ${most}`,
      );
  }
}

/**
 * What the schema of a result cannot say: ranges and intervals are not empty, contracts have passed or failed, counts add
 * up, and every metric has been through every suite.
 *
 * @throws EtalonError `validate/inconsistent` naming the first place.
 */
export function requireConsistent(result: Result): void {
  const { metrics, findings, volatile, coverage, manifest } = result;
  metrics.forEach(requireRange);
  [...findings, ...(volatile.findings ?? [])].forEach(requireFinding);
  coverage.forEach(requireCoverage);
  requireComplete(result);
  if (!/^[0-9a-f]{16}$/.test(manifest.plan))
    throw wrong("manifest: the plan is no hash of 16 hexadecimal digits", manifest.plan);
}
