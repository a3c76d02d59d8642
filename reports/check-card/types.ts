import type { Finding } from "../../core/finding.ts";
import type { MetricEntry } from "../../core/result.ts";

/**
 * What came of a check.
 *
 * - `passed`, `failed`: a contract that holds or not
 * - `expected`: it failed, and its author said that it would
 * - `not-asked`: the question has no answer for this metric
 * - `measured`: a number that is neither right nor wrong
 */
export type Verdict = "passed" | "failed" | "expected" | "not-asked" | "measured";

/** One line of the card. */
export interface Check {
  /** `suite/finding`, the name by which a failure can be expected. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: string;
  /** The number with its interval, or a word; empty for a contract that has an answer. */
  readonly value: string;
  /** What a reader needs with it; empty where there is nothing. */
  readonly note: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly advice: string;
  /** Why a failure was expected. */
  readonly expected?: string;
  /** Whether it belongs on a short card. */
  readonly told: boolean;
  readonly finding: Finding;
}

/** The checks of one suite. */
export interface CheckSection {
  readonly suite: string;
  readonly title: string;
  readonly question: string;
  readonly checks: readonly Check[];
  /** Why nothing was asked at all, where that is so. */
  readonly notAsked?: string;
}

/** The report card of one metric. */
export interface CheckCard {
  readonly metric: MetricEntry;
  readonly sections: readonly CheckSection[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Questions that the harness left without an answer. */
  readonly unanswered: number;
  /** What was asked, by what: profile, seed, version and backend. */
  readonly provenance: string;
}

/** The sign of a verdict; the word stands beside it wherever there is room. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  passed: "✓",
  failed: "✗",
  expected: "✗ expected",
  "not-asked": "–",
  measured: "·",
};

/** The whole card in one sentence. */
export function summaryOf({ counts, unanswered }: Pick<CheckCard, "counts" | "unanswered">): string {
  const { passed, failed, expected } = counts;
  const parts = [
    `${passed} of ${passed + failed + expected} contracts hold`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(expected > 0 ? [`${expected} failed as expected`] : []),
    ...(counts["not-asked"] > 0 ? [`${counts["not-asked"]} not asked`] : []),
    ...(unanswered > 0 ? [`${unanswered} questions without an answer`] : []),
  ];
  return parts.join(", ");
}
