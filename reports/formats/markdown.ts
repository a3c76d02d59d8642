import type { Result } from "../../core/result.ts";
import { checkResult } from "../check.ts";
import { leaderboardColumns, cellOf } from "../view/columns.ts";
import { indexFindings } from "../view/finding-index.ts";
import { plural } from "../view/format.ts";
import { inOrder } from "../view/heads.ts";
import { cut } from "./line.ts";
import { markdownTable, markdownText } from "./markdown-text.ts";
import { troublesOf } from "./troubles.ts";

/** A job summary of GitHub holds 1 MiB; long before that nobody reads it. */
const MOST_ROWS = 150;
const WORST = 10;
const LONGEST = 200;

/**
 * A summary for people, as for a job of GitHub: what went wrong first, ten at most, then the leaderboard's columns.
 *
 * @param link Where the whole page is, said at the end; `""` where it is nowhere.
 * @throws EtalonError the codes of `checkResult`.
 */
export function renderMarkdown(given: Result, link = ""): string {
  const result = checkResult(given);
  const troubles = troublesOf(result);
  const severe = troubles.filter((trouble) => trouble.severe).length;
  const { profile, seed, backend } = result.manifest;
  const all = { ...result, findings: [...result.findings, ...(result.volatile.findings ?? [])] };
  const index = indexFindings(all);
  const columns = leaderboardColumns(all, index).flatMap((group) =>
    group.columns.map((column) => ({ column, head: `${group.title}: ${column.title}` })),
  );
  const rows = inOrder(result)
    .slice(0, MOST_ROWS)
    .map((metric) => [
      metric.id,
      ...columns.map(({ column }) => cellOf(index, metric.id, column).value.text),
    ]);
  const worst = troubles
    .slice(0, WORST)
    .map(({ metric, suite, title, sentence }) => [
      metric,
      suite,
      cut(title, LONGEST),
      cut(sentence, LONGEST),
    ]);
  return [
    "# Etalon leaderboard",
    `${plural(result.metrics.length, "metric")}, ${plural(result.suites.length, "suite")}, profile ${profile}, seed ${seed}, backend ${backend.name}. ${severe === 0 ? "Every contract holds and every question has an answer." : `${plural(severe, "contract or question")} failed.`}`,
    ...(worst.length === 0
      ? []
      : [
          `## The worst ${worst.length} of ${troubles.length}`,
          markdownTable(["metric", "suite", "check", "what happened"], worst),
        ]),
    "## Leaderboard",
    markdownTable(["metric", ...columns.map(({ head }) => head)], rows),
    ...(result.metrics.length > MOST_ROWS ? [`…and ${result.metrics.length - MOST_ROWS} more.`] : []),
    ...(link === "" ? [] : [`The whole page: ${markdownText(link)}`]),
    "",
  ].join("\n\n");
}
