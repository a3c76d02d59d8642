import type { Finding } from "../../core/finding.ts";
import type { Metric } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Profile, Suite } from "../../core/suite.ts";
import { runInline, runInSession } from "../../engine/host/inline.ts";
import type { OnOutcome } from "../../engine/host/slot.ts";
import type { Session } from "../../engine/host/session.ts";
import type { SubmittedMetric } from "../../engine/submission/spec.ts";
import { makePlan } from "../../engine/plan.ts";
import { summarise } from "../../engine/summarise.ts";

/** What a suite found out about one metric. */
export interface Measured {
  readonly suite: Pick<Suite, "id" | "title" | "question">;
  readonly findings: readonly Finding[];
  /** Questions that the harness left without an answer. */
  readonly unanswered: number;
  /** Why nothing was asked at all, where that is so. */
  readonly notAsked?: string;
}

/** What is measured. */
export interface MeasureOptions {
  readonly metric: Metric | SubmittedMetric;
  /** Knows the metric and the suite, and stays open. @defaultValue one of its own */
  readonly session?: Session;
  readonly suite: Suite;
  readonly profile: Profile;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** The reason of the first question, if none was put to the metric. */
function whyNothing(outcomes: readonly Outcome[]): string | undefined {
  const [first] = outcomes;
  const all = outcomes.every(({ status }) => status === "not-applicable");
  return all && first?.status === "not-applicable" ? first.reason : undefined;
}

const isUnanswered = (outcome: Outcome): boolean =>
  outcome.status === "error" && outcome.code.startsWith("suite/");

/**
 * Puts all questions of a suite to one metric, in this process. The seeds are those of a run, so that the numbers are
 * those of a leaderboard of the same profile and seed.
 */
export async function measureSuite({
  metric,
  session,
  suite,
  profile,
  seed,
  signal,
}: MeasureOptions): Promise<Measured> {
  const catalogue = { metrics: [metric], suites: [suite] };
  const plan = makePlan({ ...catalogue, profile, seed });
  const outcomes = new Map(plan.notApplicable.map(({ cell, outcome }) => [cell, outcome]));
  const onOutcome: OnOutcome = ({ id }, outcome) => outcomes.set(id, outcome);
  if (session === undefined) await runInline(plan.batches, catalogue, { profile, seed }, signal, onOutcome);
  else await runInSession(plan.batches, session, signal, onOutcome);
  const { findings } = summarise(plan, catalogue, (cell) => outcomes.get(cell)!);
  const all = plan.cells.map(({ id }) => outcomes.get(id)!);
  const notAsked = whyNothing(all);
  return {
    suite,
    findings,
    unanswered: all.filter(isUnanswered).length,
    ...(notAsked === undefined ? {} : { notAsked }),
  };
}
