// `npx tsx data/retrained.ts base head`: do networks that were trained again from other seeds give the same findings?
// See data/README.md.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../core/finding.ts";
import { checkedResult } from "../engine/result-file.ts";
import { differenceOf, type Estimate } from "../reports/compare/difference.ts";

const estimateOf = ({ outcome, interval }: Finding): Estimate | undefined =>
  outcome.status === "ok" && typeof outcome.value === "number" && interval !== undefined
    ? { value: outcome.value, interval }
    : undefined;

interface Row {
  readonly metric: string;
  readonly id: string;
  readonly base: number;
  readonly head: number;
  readonly inside: boolean;
}

/** The findings that both results have with an interval, and whether 0 lies in the 95 % interval of their difference. */
function rowsOf(base: readonly Finding[], head: readonly Finding[]): Row[] {
  const key = ({ metric, suite, id }: Finding): string => JSON.stringify([metric, suite, id]);
  const before = new Map(base.map((finding) => [key(finding), finding]));
  return head.flatMap((finding) => {
    const was = before.get(key(finding));
    const [a, b] = [was && estimateOf(was), estimateOf(finding)];
    if (a === undefined || b === undefined) return [];
    const difference = differenceOf(a, b);
    const inside =
      difference === undefined
        ? a.value === b.value
        : difference.interval.low <= 0 && difference.interval.high >= 0;
    return [{ metric: finding.metric, id: finding.id, base: a.value, head: b.value, inside }];
  });
}

const { positionals } = parseArgs({ allowPositionals: true });
const [base = "", head = ""] = positionals;
const findingsOf = (folder: string): readonly Finding[] =>
  checkedResult(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8"))).findings.filter(
    ({ suite }) => suite === "layers",
  );
const rows = rowsOf(findingsOf(base), findingsOf(head));
const share = (some: readonly Row[]): string => {
  const inside = some.filter((row) => row.inside).length;
  return `${inside} of ${some.length} (${((100 * inside) / some.length).toFixed(1)} %)`;
};
for (const id of [...new Set(rows.map((row) => row.id))].sort())
  console.log(`${id}: ${share(rows.filter((row) => row.id === id))}`);
console.log(`all findings: ${share(rows)} inside the 95 % interval of the difference`);
for (const { metric, id, base: was, head: is, inside } of rows) {
  if (!inside) console.log(`  outside: ${metric} ${id} ${was.toPrecision(4)} → ${is.toPrecision(4)}`);
}
