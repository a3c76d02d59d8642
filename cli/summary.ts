import type { Finding } from "../core/finding.ts";
import { describeOutcome } from "../core/outcome.ts";
import type { Result } from "../core/result.ts";
import { shortNumber, textTable } from "./table.ts";

/** A finding that stands for its suite in a short table. */
interface Column {
  readonly suite: string;
  readonly id: string;
}

/** For each suite the quality finding that most metrics have a value of; the first by id where several do. */
function columnsOf({ suites, findings }: Result): Column[] {
  return suites.flatMap(({ id: suite }) => {
    const counts = new Map<string, number>();
    for (const finding of findings) {
      if (finding.suite !== suite || finding.role !== "quality" || finding.outcome.status !== "ok") continue;
      counts.set(finding.id, (counts.get(finding.id) ?? 0) + 1);
    }
    const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return best === undefined ? [] : [{ suite, id: best[0] }];
  });
}

function valueText(finding: Finding | undefined): string {
  if (finding === undefined) return "–";
  const { outcome, unit } = finding;
  if (outcome.status !== "ok") return outcome.status;
  if (typeof outcome.value !== "number") return describeOutcome(outcome);
  return unit === "fraction" ? `${(outcome.value * 100).toFixed(1)} %` : shortNumber(outcome.value);
}

function contractText(findings: readonly Finding[]): string {
  const contracts = findings.filter(({ role }) => role === "contract");
  const passed = contracts.filter(({ outcome }) => outcome.status === "ok" && outcome.value === "passed");
  return contracts.length === 0 ? "–" : `${passed.length}/${contracts.length}`;
}

/** One line a metric: answered cells, passed contracts, and one finding of each suite. */
export function summaryTable(result: Result): string[] {
  const columns = columnsOf(result);
  const rows = result.metrics.map(({ id }) => {
    const own = result.findings.filter(({ metric }) => metric === id);
    const covered = result.coverage.filter(({ metric }) => metric === id);
    const answered = covered.reduce((sum, { ok }) => sum + ok, 0);
    const asked = covered.reduce((sum, { planned, notApplicable }) => sum + planned - notApplicable, 0);
    const values = columns.map(({ suite, id: of }) =>
      own.find((finding) => finding.suite === suite && finding.id === of),
    );
    return [id, `${answered}/${asked}`, contractText(own), ...values.map(valueText)];
  });
  const head = ["metric", "answered", "contracts", ...columns.map(({ suite, id }) => `${suite}: ${id}`)];
  return textTable(head, rows, ["left", ...head.slice(1).map(() => "right" as const)]);
}
