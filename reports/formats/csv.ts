import type { Finding } from "../../core/finding.ts";
import { describeOutcome } from "../../core/outcome.ts";
import type { Result } from "../../core/result.ts";
import { checkResult } from "../check.ts";
import { oneLine } from "./line.ts";

const HEAD = [
  "metric",
  "metric_version",
  "family",
  "control",
  "suite",
  "suite_version",
  "finding",
  "title",
  "role",
  "unit",
  "better",
  "status",
  "value",
  "low",
  "high",
  "level",
  "method",
  "chance",
  "cells",
  "of_this_machine",
  "note",
];

type Field = string | number | boolean | undefined;

/** A field in quotes. Text that a spreadsheet would take for a formula is marked as text by an apostrophe. */
function field(value: Field): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = oneLine(value);
  return `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/**
 * All findings as a table for spreadsheets and data frames (RFC 4180): one line a finding, numbers in full precision.
 *
 * @throws EtalonError the codes of `checkResult`.
 */
export function renderCsv(given: Result): string {
  const result = checkResult(given);
  const metrics = new Map(result.metrics.map((metric) => [metric.id, metric]));
  const suites = new Map(result.suites.map((suite) => [suite.id, suite]));
  const line =
    (ofMachine: boolean) =>
    (finding: Finding): string => {
      const { outcome, interval } = finding;
      const metric = metrics.get(finding.metric);
      const value = outcome.status === "ok" ? outcome.value : undefined;
      return [
        finding.metric,
        metric?.version,
        metric?.family,
        metric?.control,
        finding.suite,
        suites.get(finding.suite)?.version,
        finding.id,
        finding.title,
        finding.role,
        finding.unit,
        finding.better,
        outcome.status,
        typeof value === "object" ? JSON.stringify(value) : value,
        interval?.low,
        interval?.high,
        interval?.level,
        interval?.method,
        finding.chance,
        finding.cells,
        ofMachine,
        outcome.status === "ok" ? finding.note : describeOutcome(outcome),
      ]
        .map(field)
        .join(",");
    };
  return [
    HEAD.join(","),
    ...result.findings.map(line(false)),
    ...(result.volatile.findings ?? []).map(line(true)),
    "",
  ].join("\r\n");
}
