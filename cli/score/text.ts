import type { NumberOutcome } from "../../core/outcome.ts";
import { rangeText } from "../range-text.ts";
import { shortNumber, textTable } from "../table.ts";
import type { Card, Entry } from "./card.ts";
import type { Inputs } from "./inputs.ts";
import { comparisonSentence, pText, sentenceOf, three } from "./sentences.ts";

/** More metrics than this get a table and no sentences. */
const SENTENCES = 6;

/** The value as text, or what stands for it with the reason. */
export function valueAndNote(outcome: NumberOutcome): readonly [value: string, note: string] {
  switch (outcome.status) {
    case "ok":
      return [shortNumber(outcome.value), ""];
    case "undefined":
    case "not-applicable":
      return [outcome.status, outcome.reason];
    case "error":
      return ["error", outcome.message];
    case "timeout":
    case "out-of-memory":
    case "crashed":
      return [outcome.status, ""];
  }
}

const CALIBRATED = ["95 % interval", "chance", "95 % point", "p", "calibrated"] as const;

function calibratedCells({ calibration, interval }: Entry): string[] {
  const range = interval === undefined ? "" : `${three(interval.low)} … ${three(interval.high)}`;
  if (calibration === undefined) return [range, "", "", "", ""];
  const { nullMean, threshold, p, calibrated } = calibration;
  return [range, three(nullMean), three(threshold), pText(p), three(calibrated)];
}

/** The heads of the columns after the metric's id. */
export const columnsOf = (calibrated: boolean): string[] => [
  "value",
  ...(calibrated ? CALIBRATED : []),
  "",
  "range",
  "",
];

/** The cells under {@link columnsOf}. */
export function cellsOf(entry: Entry, calibrated: boolean): string[] {
  const { metric, outcome, uncalibrated } = entry;
  const [value, note] = valueAndNote(outcome);
  return [
    value,
    ...(calibrated ? calibratedCells(entry) : []),
    metric.direction,
    rangeText(metric.range, metric.unit),
    note === "" && calibrated && uncalibrated !== undefined ? `not calibrated: ${uncalibrated}` : note,
  ];
}

/** The values of one Y as a table. */
export function scoreTable(entries: readonly Entry[], calibrated: boolean): string[] {
  const rows = entries.map((entry) => [entry.metric.id, ...cellsOf(entry, calibrated)]);
  const numbers = Array.from({ length: calibrated ? 6 : 1 }, () => "right" as const);
  return textTable(["metric", ...columnsOf(calibrated)], rows, ["left", ...numbers]);
}

/** Everything that is printed for people as data: a table for each Y, then sentences. */
export function cardText({ ys }: Inputs, { entries, comparisons, assumption }: Card): string {
  const calibrated = entries.some((entry) => "calibration" in entry || "uncalibrated" in entry);
  const lines: string[] = [];
  for (const [y, side] of ys.entries()) {
    const own = entries.filter((entry) => entry.y === y);
    if (ys.length > 1) lines.push(`${y === 0 ? "" : "\n"}Y = ${side.file}`);
    lines.push(...scoreTable(own, calibrated));
    if (calibrated && own.length <= SENTENCES) lines.push("", ...own.map(sentenceOf));
  }
  if (comparisons.length > 0) {
    lines.push("", "Which is closer to X:");
    for (const one of comparisons) {
      lines.push(comparisonSentence(one, ys[one.closer]!.file, ys[one.other]!.file));
    }
  }
  if (assumption !== undefined) lines.push("", `p ${assumption}.`);
  return `${lines.join("\n")}\n`;
}
