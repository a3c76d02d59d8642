import { textTable } from "../cli/table.ts";
import type { Line } from "./section.ts";

/** Three digits that matter. */
export const short = (value: number): string =>
  value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value >= 0.1
        ? value.toFixed(2)
        : value.toFixed(3);

/** Seconds in a readable unit. */
export const time = (seconds: number): string =>
  seconds >= 1
    ? `${short(seconds)} s`
    : seconds >= 1e-3
      ? `${short(seconds * 1e3)} ms`
      : `${short(seconds * 1e6)} µs`;

export const isMissed = ({ ratio, target }: Line): boolean => target !== undefined && ratio.median > target;

/** The lines as cells: what, against what, ratio with quartiles, target, times, rounds. */
export function cellsOf(line: Line): string[] {
  const { ratio, target, ours, theirs } = line;
  return [
    line.name,
    line.against,
    `${short(ratio.median)} [${short(ratio.low)}–${short(ratio.high)}]`,
    target === undefined ? "" : `${isMissed(line) ? "✗" : "✓"} ≤ ${target}`,
    ours === undefined ? "" : time(ours),
    theirs === undefined ? "" : time(theirs),
    String(line.rounds),
  ];
}

export const HEAD = ["task", "against", "ratio", "target", "etalon", "other", "rounds"];

/** A table for the terminal. */
export const tableText = (lines: readonly Line[]): string => textTable(HEAD, lines.map(cellsOf)).join("\n");

/** A table in Markdown, a section each. */
export function tableMarkdown(lines: readonly Line[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [...new Set(lines.map(({ section }) => section))]
    .map((section) =>
      [
        `### ${section}\n`,
        row(HEAD),
        row(HEAD.map(() => "---")),
        ...lines.filter((line) => line.section === section).map((line) => row(cellsOf(line))),
      ].join("\n"),
    )
    .join("\n\n");
}
