import type { MetricInfo } from "../../core/metric.ts";
import type { Observation } from "../../core/suite.ts";
import { questionsOf, type Kind, type Question } from "./questions.ts";
import { variancesOf, type SpectrumName } from "./spectra.ts";

/** What one cell stores: the metric's value for every question, in their order; text where there is none. */
export type Stored = readonly (number | string)[];

/** A question with what was answered. */
export interface Answered {
  readonly question: Question;
  /** The metric's own value; undefined where it has none. */
  readonly value: number | undefined;
  /**
   * (v(X,X) − v(X,Y)) / (v(X,X) − v(X,N)), N unrelated to X with the same spectrum: 0 for what counts as identical, 1
   * for what counts as unrelated.
   */
  readonly loss: number | undefined;
}

/** One data set with one spectrum, as one metric sees it. */
export interface Cell {
  readonly spectrum: SpectrumName;
  readonly replicate: number;
  readonly lambda: readonly number[];
  /** λᵢ/Σλ. */
  readonly shares: readonly number[];
  /** The answers to one kind of question, in their order. */
  readonly of: (kind: Kind) => readonly Answered[];
}

/** Why there are no losses. */
export interface Unreadable {
  readonly reason: string;
  /** Whether the metric answered, and X was no more like itself than like unrelated data. */
  readonly blind: boolean;
}

/** A difference below this share of the values is rounding. */
const ROUNDING = 1e-9;

const sentence = (value: number | string | undefined): string =>
  typeof value === "string" ? value : "no value";

/** The answers of a cell with their losses, or why the metric's range from identity to unrelated is nothing. */
export function readCell(
  metric: Pick<MetricInfo, "direction">,
  observation: Observation<SpectrumName>,
): Cell | Unreadable {
  const { case: which, replicate, outcome } = observation;
  if (outcome.status !== "ok")
    return { reason: "reason" in outcome ? outcome.reason : outcome.status, blind: false };
  const values = outcome.value as Stored;
  const [same, unrelated] = values;
  if (typeof same !== "number") return { reason: `X with itself: ${sentence(same)}`, blind: false };
  if (typeof unrelated !== "number") {
    return { reason: `X with unrelated data: ${sentence(unrelated)}`, blind: false };
  }
  const range = metric.direction === "similarity" ? same - unrelated : unrelated - same;
  if (range <= ROUNDING * Math.max(Math.abs(same), Math.abs(unrelated))) {
    return { reason: "X is no more like itself than like unrelated data of the same spectrum", blind: true };
  }
  const lambda = variancesOf(which.params);
  const total = lambda.reduce((sum, value) => sum + value, 0);
  const answered = questionsOf(lambda).map((question, k): Answered => {
    const given = values[k];
    const value = typeof given === "number" ? given : undefined;
    return { question, value, loss: value === undefined ? undefined : (same - value) / (same - unrelated) };
  });
  return {
    spectrum: which.params,
    replicate,
    lambda,
    shares: lambda.map((value) => value / total),
    of: (kind) => answered.filter(({ question }) => question.kind === kind),
  };
}
