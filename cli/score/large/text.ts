import type { Interval } from "../../../core/finding.ts";
import { rangeText } from "../../range-text.ts";
import { shortNumber, textTable } from "../../table.ts";
import { comparisonSentence } from "../sentences.ts";
import { valueAndNote } from "../text.ts";
import type { Basis } from "./measure.ts";
import type { LargeScore } from "./score.ts";

const basisText = (basis: Basis): string => (basis === "all" ? "all" : `${basis.subsamples} × ${basis.rows}`);

/** An interval with as many digits as its ends differ in, and three at least: of a million rows it is narrow. */
function intervalText({ low, high }: Interval): string {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const digits = high > low ? Math.ceil(Math.log10(size / (high - low))) + 2 : 3;
  const text = (value: number): string =>
    shortNumber(Number(value.toPrecision(Math.max(3, Math.min(6, digits)))));
  return `${text(low)} … ${text(high)}`;
}

/** What is printed of streamed files: a table for each Y, with the rows that each value is of. */
export function largeText({ inputs: { ys }, card: { entries, comparisons }, measured }: LargeScore): string {
  const lines: string[] = [];
  for (const [y, { file }] of ys.entries()) {
    const rows = entries.flatMap((entry, k) => {
      if (entry.y !== y) return [];
      const { metric, outcome, interval } = entry;
      const [value, note] = valueAndNote(outcome);
      const range = interval === undefined ? "" : intervalText(interval);
      const basis = basisText(measured[Math.floor(k / ys.length)]![y]!.basis);
      return [[metric.id, value, range, basis, metric.direction, rangeText(metric.range, metric.unit), note]];
    });
    if (ys.length > 1) lines.push(`${y === 0 ? "" : "\n"}Y = ${file}`);
    lines.push(
      ...textTable(["metric", "value", "95 % interval", "rows", "", "range", ""], rows, [
        "left",
        "right",
        "right",
        "right",
      ]),
    );
  }
  if (comparisons.length > 0) {
    lines.push("", "Which is closer to X:");
    for (const one of comparisons)
      lines.push(comparisonSentence(one, ys[one.closer]!.file, ys[one.other]!.file));
  }
  return `${lines.join("\n")}\n`;
}
