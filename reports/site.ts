import type { Result } from "../core/result.ts";
import { checkResult } from "./check.ts";
import type { TextFile } from "./counter-examples.ts";
import { renderCsv } from "./formats/csv.ts";
import { renderMarkdown } from "./formats/markdown.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { metricAnchors } from "./view/heads.ts";

/** The folder of the metrics' pages. */
const PAGES = "metrics";

/** A result about one metric only. */
function only(result: Result, metric: string): Result {
  const of = <Entry extends { readonly metric: string }>(entries: readonly Entry[]): Entry[] =>
    entries.filter((entry) => entry.metric === metric);
  const measured = result.volatile.findings;
  return {
    ...result,
    metrics: result.metrics.filter(({ id }) => id === metric),
    coverage: of(result.coverage),
    findings: of(result.findings),
    volatile: { ...result.volatile, ...(measured === undefined ? {} : { findings: of(measured) }) },
  };
}

/**
 * The files of a site for static hosting: the leaderboard, a page for each metric with its curves and all its findings,
 * the data as JSON and CSV, and the summary. Paths are relative and need no particular address.
 *
 * @throws EtalonError the codes of `checkResult`.
 */
export function siteFiles(given: Result): TextFile[] {
  const result = checkResult(given);
  const anchors = metricAnchors(result);
  return [
    { name: "index.html", text: renderHtml(result, { brief: true, pages: PAGES }) },
    ...result.metrics.map(({ id }) => ({
      name: `${PAGES}/${anchors.get(id) ?? ""}.html`,
      text: renderHtml(only(result, id), { brief: false }),
    })),
    { name: "result.json", text: renderJson(result) },
    { name: "findings.csv", text: renderCsv(result) },
    { name: "summary.md", text: renderMarkdown(result) },
    // GitHub Pages would otherwise run the files through Jekyll.
    { name: ".nojekyll", text: "" },
  ];
}
