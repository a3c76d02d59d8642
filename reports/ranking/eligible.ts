import type { Finding } from "../../core/finding.ts";
import { describeOutcome } from "../../core/outcome.ts";
import type { QualityColumn, QualityRow } from "./quality.ts";

/** The contract that says whether a metric tells any real change from none. */
export const SIGNAL = "signal";

/** A metric is ranked if at least this share of the questions applies to it: who is asked little risks little. */
const LEAST_SHARE = 0.5;

/** Why a metric is not ranked: a word or two, and the sentence. */
export interface Unranked {
  readonly word: "no signal" | "signal not asked" | "incomplete" | "too few questions" | "nothing to rank by";
  readonly reason: string;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Whether the findings say that the metric has a signal; `undefined` if it has. */
function withoutSignal(signal: Finding | undefined): Unranked | undefined {
  if (signal === undefined)
    return { word: "signal not asked", reason: "whether it has a signal was not asked of it" };
  const { outcome, note } = signal;
  if (outcome.status === "ok" && outcome.value === "passed") return undefined;
  if (outcome.status === "ok")
    return { word: "no signal", reason: lowerFirst(note ?? "it does not tell real change from none") };
  return { word: "signal not asked", reason: lowerFirst(describeOutcome(outcome)) };
}

/**
 * Why a metric has no rank; `undefined` if it has one.
 *
 * A metric without a signal has none, whatever its other findings: a constant is invariant, unbiased and cheap. Nor has
 * one that lacks a value in any question that applies to it: an error must not be better than a bad value. A question
 * that does not apply by a declared reason is neither won nor lost, as long as it leaves at least half of them.
 *
 * @param signals The `signal` findings by metric; `undefined` where the suite that makes them was not run at all.
 */
export function unrankedBecause(
  row: QualityRow,
  columns: readonly QualityColumn[],
  signals: ReadonlyMap<string, Finding> | undefined,
): Unranked | undefined {
  const silent = signals === undefined ? undefined : withoutSignal(signals.get(row.metric));
  if (silent?.word === "no signal") return silent;
  const missing = row.cells.flatMap((cell, k) => {
    const { suite, id } = columns[k]!;
    return cell.kind === "missing" ? [`${suite} ${id} (${cell.reason})`] : [];
  });
  if (missing.length > 0) {
    const more = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
    return { word: "incomplete", reason: `no value of ${missing[0]!}${more}` };
  }
  if (silent !== undefined) return silent;
  const values = row.cells.filter(({ kind }) => kind === "value").length;
  if (columns.length === 0 || values === 0)
    return { word: "nothing to rank by", reason: "no quality finding has a value" };
  if (values < LEAST_SHARE * columns.length)
    return {
      word: "too few questions",
      reason: `only ${values} of ${columns.length} quality findings apply to it`,
    };
  return undefined;
}
