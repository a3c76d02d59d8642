import { describeOutcome } from "../../core/outcome.ts";
import type { Outcome } from "../../core/outcome.ts";
import { cut } from "../formats/line.ts";
import { formatBetween, formatNumber, formatValue } from "../view/format.ts";
import { fails } from "./compare.ts";
import type { Comparison, Entry, State } from "./types.ts";

/** A changed finding in words. */
export interface Row {
  readonly fails: boolean;
  readonly state: State;
  readonly metric: string;
  readonly suite: string;
  readonly title: string;
  readonly base: string;
  readonly head: string;
  readonly difference: string;
  readonly note: string;
}

const ORDER: readonly State[] = [
  "regressed",
  "ok→error",
  "missing",
  "incomparable",
  "changed",
  "improved",
  "error→ok",
  "renamed",
  "new",
  "same",
];

const LONGEST = 160;

function text(outcome: Outcome | null, unit: string): string {
  if (outcome === null) return "none";
  if (outcome.status === "ok" && typeof outcome.value === "number") return formatValue(outcome.value, unit);
  return cut(describeOutcome(outcome), LONGEST);
}

function rowOf(entry: Entry): Row {
  const { state, metric, renamedFrom, suite, title, base, head, unit, difference, interval, note } = entry;
  const sign = difference !== null && difference > 0 ? "+" : "";
  return {
    fails: fails(entry),
    state,
    metric: renamedFrom === "" ? metric : `${metric} (was ${renamedFrom})`,
    suite,
    title,
    base: text(base, unit),
    head: text(head, unit),
    difference:
      difference === null || difference === 0
        ? ""
        : `${sign}${formatValue(difference, unit)}${interval === null ? "" : ` [${formatBetween(interval.low, interval.high, unit)}]`}`,
    note: [
      entry.volatile ? "of this machine" : "",
      entry.level === "error" ? "" : `level ${entry.level}`,
      note,
    ]
      .filter((part) => part !== "")
      .join("; "),
  };
}

/** What is not the same, what fails first. */
export function rowsOf({ entries }: Comparison): Row[] {
  return entries
    .filter(({ state }) => state !== "same")
    .map(rowOf)
    .sort((a, b) => Number(b.fails) - Number(a.fails) || ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** How many findings are in each state, `812 same, 3 regressed`. */
export function countsOf({ entries }: Comparison): string {
  return ORDER.map((state) => [state, entries.filter((entry) => entry.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
}

/** What the comparison means, in a few sentences. */
export function headlines(comparison: Comparison): string[] {
  const { verdict, mode, obstacles, breaches, renew, entries } = comparison;
  const bad = entries.filter(fails).length + breaches.filter(({ level }) => level === "error").length;
  const first = {
    passed: "Nothing got worse.",
    failed: `${formatNumber(bad)} of the findings or budgets fail.`,
    incomparable: "The results cannot be compared, or not in every finding.",
  }[verdict];
  return [
    first,
    `${countsOf(comparison)}.`,
    mode === "same data"
      ? "The seeds are equal: the data were the same, and differences come from the code."
      : "The seeds differ: a difference counts where it is more than chance over all findings together.",
    ...obstacles.map(({ what, base, head }) => `The ${what} differs: ${base}, then ${head}.`),
    ...breaches.map(
      ({ budget, level, metric, id, sentence }) =>
        `Budget ${budget} (${level}): ${metric} ${id}: ${sentence}.`,
    ),
    ...(renew === "" ? [] : [`To renew the base: ${renew}`]),
  ];
}
