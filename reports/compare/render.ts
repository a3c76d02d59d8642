import { canonicalJson } from "../../core/canonical-json.ts";
import { limited } from "../formats/github.ts";
import { oneLine } from "../formats/line.ts";
import { markdownTable, markdownText } from "../formats/markdown-text.ts";
import { markup } from "../markup.ts";
import { standalonePage } from "../standalone.ts";
import { headlines, rowsOf, type Row } from "./rows.ts";
import type { Comparison } from "./types.ts";

const HEAD = ["", "state", "metric", "suite", "finding", "before", "after", "difference", "note"];
const cells = ({ fails, state, metric, suite, title, base, head, difference, note }: Row): string[] => [
  fails ? "✗" : "",
  state,
  metric,
  suite,
  title,
  base,
  head,
  difference,
  note,
];

const MOST_LINES = 40;
const MOST_ROWS = 500;

const more = (all: number, most: number): string[] =>
  all > most ? [`…and ${all - most} more: see the JSON or the page`] : [];

/** Lines for a terminal: what it means, then what fails or changed. */
export function compareText(comparison: Comparison): string[] {
  const rows = rowsOf(comparison);
  return [
    ...rows.slice(0, MOST_LINES).map((row) => {
      const { metric, suite, title, base, head, difference, note } = row;
      const change = difference === "" ? "" : ` (${difference})`;
      const remark = note === "" ? "" : ` – ${note}`;
      return oneLine(
        `${row.fails ? "✗" : "·"} ${row.state}: ${metric}, ${suite}, ${title}: ${base} → ${head}${change}${remark}`,
      );
    }),
    ...more(rows.length, MOST_LINES),
    ...headlines(comparison).map(oneLine),
  ];
}

/** The comparison as Markdown, for a comment or a job summary. */
export function compareMarkdown(comparison: Comparison): string {
  const rows = rowsOf(comparison);
  return [
    "## Etalon: before and after",
    ...headlines(comparison).map(markdownText),
    ...(rows.length === 0 ? [] : [markdownTable(HEAD, rows.slice(0, MOST_LINES).map(cells))]),
    ...more(rows.length, MOST_LINES),
    "",
  ].join("\n\n");
}

/** Everything, for a program: keys sorted, one value a line. */
export function compareJson(comparison: Comparison): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(comparison)), null, 2)}\n`;
}

/** What fails as annotations of GitHub, ten of a kind at most. */
export function compareGithub(comparison: Comparison): string {
  const errors = rowsOf(comparison)
    .filter((row) => row.fails)
    .map(
      ({ metric, suite, state, title, base, head }) =>
        [`${metric}, ${suite}`, `${state}: ${title}: ${base} → ${head}`] as const,
    );
  const of = (level: "error" | "warn"): (readonly [string, string])[] =>
    comparison.breaches
      .filter((breach) => breach.level === level)
      .map(({ budget, metric, id, sentence }) => [`budget ${budget}`, `${metric} ${id}: ${sentence}`]);
  const lines = [...limited("error", [...of("error"), ...errors]), ...limited("warning", of("warn"))];
  return lines.map((line) => `${line}\n`).join("");
}

/** The comparison as one self-contained page without a script. */
export function compareHtml(comparison: Comparison): string {
  const rows = rowsOf(comparison);
  const [first = "", ...others] = headlines(comparison);
  const body = markup`<section aria-labelledby="verdict"><h2 id="verdict">${first}</h2>${others.map((line) => markup`<p>${line}</p>`)}</section>
<section aria-labelledby="changes"><h2 id="changes">What is not the same</h2>
<div class="scroll" role="region" aria-labelledby="changes" tabindex="0"><table class="cards-table"><caption>${rows.length} findings; what fails comes first</caption>
<thead><tr><th scope="col"><span class="vh">fails</span></th>${HEAD.slice(1).map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MOST_ROWS).map((row) => {
    const [, ...rest] = cells(row);
    return markup`<tr><td>${row.fails ? markup`<span class="tone-fail">✗<span class="vh"> fails</span></span>` : ""}</td>${rest.map((cell) => markup`<td>${cell}</td>`)}</tr>
`;
  })}</tbody></table></div>
${more(rows.length, MOST_ROWS).map((line) => markup`<p>${line}</p>`)}</section>`;
  return standalonePage({
    title: "Before and after",
    kind: "comparison",
    body,
    provenance: "Made by etalon compare from two results.",
  });
}
