import type { Finding } from "../../core/finding.ts";
import { describeOutcome } from "../../core/outcome.ts";
import { SIGNAL } from "../ranking/eligible.ts";
import type { CompareConfig } from "./config.ts";
import type { Difference } from "./difference.ts";
import { differenceOf } from "./difference.ts";
import type { Mode, State } from "./types.ts";

/** What is known of a finding before the family of all tests is judged. */
export interface Draft {
  readonly state: State;
  readonly difference: number | null;
  readonly test: Difference | null;
  readonly note: string;
}

/** Contracts that are themselves a statistical test, so that other data may decide them otherwise. */
const STATISTICAL = new Set([SIGNAL]);

const numberOf = ({ outcome }: Finding): number | undefined =>
  outcome.status === "ok" && typeof outcome.value === "number" ? outcome.value : undefined;

const draft = (state: State, note = ""): Draft => ({ state, difference: null, test: null, note });

/** The least change that is called one: of a share as it is, of anything else relative to the base. */
export function leastEffect(base: number, unit: string, { minimumEffect }: CompareConfig): number {
  return minimumEffect * (unit === "fraction" ? 1 : Math.abs(base));
}

/** Whether a change is large enough to be called one. */
export function isLarge(difference: number, base: number, unit: string, config: CompareConfig): boolean {
  return Math.abs(difference) >= leastEffect(base, unit, config);
}

/** Better or worse where the finding says which, else merely changed. */
export function turned({ better }: Finding, difference: number): State {
  if (better === undefined) return "changed";
  return difference > 0 === (better === "higher") ? "improved" : "regressed";
}

function ofNumbers(base: Finding, head: Finding, mode: Mode, config: CompareConfig): Draft {
  const [b, h] = [numberOf(base)!, numberOf(head)!];
  const difference = h - b;
  const estimated = base.interval !== undefined && head.interval !== undefined;
  const test =
    base.interval !== undefined && head.interval !== undefined
      ? (differenceOf({ value: b, interval: base.interval }, { value: h, interval: head.interval }) ?? null)
      : null;
  const isSame = Math.abs(difference) <= config.tolerance * Math.max(1, Math.abs(b), Math.abs(h));
  const found = (state: State, note = ""): Draft => ({ state, difference, test, note });
  if (isSame) return found("same");
  if (mode === "other data") {
    // With a test the family of all tests decides; see `compareResults`.
    if (test !== null) return found("same", "within what other data do");
    return found("changed", "without an interval: it cannot be told from the effect of other data");
  }
  if (estimated && !isLarge(difference, b, head.unit, config))
    return found("changed", "below the minimum effect");
  return found(turned(head, difference));
}

/** What became of a finding that both results have. */
export function draftOf(base: Finding, head: Finding, mode: Mode, config: CompareConfig): Draft {
  const [b, h] = [base.outcome, head.outcome];
  if (b.status !== "ok" && h.status !== "ok") {
    return b.status === h.status ? draft("same") : draft("changed", describeOutcome(h));
  }
  if (h.status === "not-applicable") return draft("missing", `not asked any more: ${h.reason}`);
  if (h.status !== "ok") return draft("ok→error");
  if (b.status !== "ok") return draft("error→ok");
  if (typeof b.value === "number" && typeof h.value === "number") return ofNumbers(base, head, mode, config);
  if (JSON.stringify(b.value) === JSON.stringify(h.value)) return draft("same");
  const note = head.note ?? "";
  if (head.role !== "contract") return draft("changed", note);
  if (mode === "other data" && STATISTICAL.has(head.id))
    return draft("changed", `a test on other data: ${note}`);
  return draft(h.value === "passed" ? "improved" : "regressed", note);
}
