import type { Outcome } from "../../core/outcome.ts";
import type { Interval, Role } from "../../core/finding.ts";

/** What became of a finding from the base to the head. */
export type State =
  | "same"
  | "improved"
  | "regressed"
  | "changed"
  | "new"
  | "missing"
  | "renamed"
  | "incomparable"
  | "error→ok"
  | "ok→error";

/** One finding of a metric, before and after. */
export interface Entry {
  readonly metric: string;
  /** The metric's id in the base where it was another one, else `""`. */
  readonly renamedFrom: string;
  readonly suite: string;
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly unit: string;
  readonly state: State;
  readonly base: Outcome | null;
  readonly head: Outcome | null;
  /** Head minus base; `null` where one of them is not a number. */
  readonly difference: number | null;
  /** Where the difference lies for other data; `null` with the same data and where it has no interval. */
  readonly interval: Interval | null;
  /** The smallest difference that this comparison would find in 95 % of cases; `null` where nothing is estimated. */
  readonly detectable: number | null;
  /** Measured of the machine: shown, and never a reason to fail unless a budget says so. */
  readonly volatile: boolean;
  readonly level: Level;
  readonly note: string;
}

/** How much a regression counts: `error` fails, `warn` is said, `off` is only listed. */
export type Level = "error" | "warn" | "off";

/** A budget that does not hold. */
export interface Breach {
  readonly budget: string;
  readonly level: Level;
  readonly metric: string;
  readonly suite: string;
  readonly id: string;
  readonly sentence: string;
}

/** Something of which base and head differ, so that their numbers must not be compared. */
export interface Obstacle {
  readonly what: string;
  readonly base: string;
  readonly head: string;
}

/** Whether the data were the same: then every difference comes from the code. */
export type Mode = "same data" | "other data";

/** Two results, compared. */
export interface Comparison {
  readonly mode: Mode;
  readonly entries: readonly Entry[];
  readonly breaches: readonly Breach[];
  /** Differences that forbid comparing anything at all. */
  readonly obstacles: readonly Obstacle[];
  /** The command that makes the base again so that it can be compared; `""` where it can. */
  readonly renew: string;
  readonly verdict: "passed" | "failed" | "incomparable";
}
