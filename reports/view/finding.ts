import type { Coverage } from "../../core/result.ts";
import type { Finding } from "../../core/finding.ts";
import { readAccuracy } from "./detail.ts";
import { formatNumberFixed, formatValue } from "./format.ts";
import type { RangeView } from "./interval.ts";
import { rangeView } from "./interval.ts";
import type { IntervalView, ValueView } from "./outcome.ts";
import { intervalView, missingValue, outcomeView } from "./outcome.ts";
import type { Domain } from "./scale.ts";

/** A finding, ready to be shown in a table. */
export interface FindingView {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  readonly value: ValueView;
  /** `null` where none is known. */
  readonly interval: IntervalView | null;
  /** The chance level; `""` where none is known. */
  readonly chance: string;
  /** Which way is better, in words; `""` where neither is. */
  readonly better: string;
  readonly note: string;
  /** The note as far as it belongs beside the value: not where a mark says it or all is well. */
  readonly aside: string;
  /** Interval, and the chance level where it is the finding's own: what a narrow cell has no room for. */
  readonly more: string;
  /** Warnings about the value, a word or two each, such as `saturated`. */
  readonly marks: readonly string[];
  /** The drawing; `null` where the value is not a number. */
  readonly range: RangeView | null;
  readonly cells: number;
}

/** A share of tied best matches in words, as far as it is worth saying. */
function tiesText(tied: number): string[] {
  if (tied < 0.005) return [];
  return [tied > 0.995 ? "all tied" : `${formatNumberFixed(100 * tied, 0)}\u202f% tied`];
}

function marksOf(finding: Finding): string[] {
  const accuracy = readAccuracy(finding);
  if (accuracy === undefined) return [];
  return [...(accuracy.saturated ? ["saturated"] : []), ...tiesText(accuracy.tied)];
}

/** `↑ higher is better`, `↓ lower is better`, or nothing where there is no better. */
export function betterText(better: Finding["better"]): string {
  if (better === undefined) return "";
  return better === "higher" ? "↑ higher is better" : "↓ lower is better";
}

/** A finding as text, with its drawing if its value is a number and a domain is given. */
export function findingView(finding: Finding, domain?: Domain, commonChance = ""): FindingView {
  const { outcome, unit } = finding;
  const value = outcome.status === "ok" && typeof outcome.value === "number" ? outcome.value : undefined;
  const shown = outcomeView(outcome, unit);
  const marks = marksOf(finding);
  const note = finding.note ?? "";
  const aside = marks.length > 0 || shown.tone === "pass" ? "" : note;
  const interval = finding.interval === undefined ? null : intervalView(finding.interval, unit);
  const chance = finding.chance === undefined ? "" : formatValue(finding.chance, unit);
  return {
    id: finding.id,
    title: finding.title,
    role: finding.role,
    value: shown,
    interval,
    chance,
    better: betterText(finding.better),
    note,
    aside,
    more: [
      ...(interval === null ? [] : [`interval ${interval.ends}`]),
      ...(chance === "" || chance === commonChance ? [] : [`chance ${chance}`]),
    ].join(", "),
    marks,
    range:
      value === undefined || domain === undefined
        ? null
        : rangeView(domain, value, finding.interval, finding.chance),
    cells: finding.cells,
  };
}

/** The view of a finding that a result does not hold, from how the suite's questions to the metric ended. */
export function missingFinding(id: string, coverage: Coverage | undefined): FindingView {
  return {
    id,
    title: id,
    role: "description",
    value: missingValue(coverage),
    interval: null,
    chance: "",
    better: "",
    note: "",
    aside: "",
    more: "",
    marks: [],
    range: null,
    cells: 0,
  };
}
