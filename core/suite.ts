import type { Finding } from "./finding.ts";
import type { MetricInfo, Subject } from "./metric.ts";
import type { Outcome, Value } from "./outcome.ts";
import type { Random } from "./random.ts";

/** How much is run: `quick` for a first look, `full` for numbers to publish. */
export type Profile = "quick" | "full";

/** One case of a suite: small, JSON, and all that is needed (with a seed) to make its data. */
export interface Case<Params extends Value = Value> {
  /** Unique within the suite. Data and seeds derive from it, so it is never reused for something else. */
  readonly id: string;
  readonly params: Params;
  /** Number of independent data sets; each is a cell of its own. */
  readonly replicates: number;
}

/** What one cell found, as the suite gets it back for its findings. */
export interface Observation<Params extends Value = Value> {
  readonly case: Case<Params>;
  readonly replicate: number;
  readonly outcome: Outcome;
}

/** What a suite may use while it measures one cell. */
export interface MeasureContext {
  /** Seeded by (run seed, suite@version, case, replicate), the same for every metric. */
  readonly random: Random;
  readonly profile: Profile;
}

/**
 * A question put to every metric. `prepare` makes the data of one case and replicate once, `measure` asks one metric
 * about them, `summarise` folds all of a metric's cells into findings.
 */
export interface Suite<Params extends Value = Value, Stage = unknown> {
  readonly id: string;
  /** Raised whenever the same metric would get another finding. */
  readonly version: number;
  readonly title: string;
  readonly question: string;
  readonly cases: (profile: Profile) => readonly Case<Params>[];
  /** Whether its questions are few enough for heavy metrics too in the quick profile. @defaultValue false */
  readonly heavyInQuick?: boolean;
  /** Whether its findings depend on machine and moment, as times do: a result holds them under `volatile`. @defaultValue false */
  readonly volatile?: boolean;
  /** Whether the case is put to this metric; the reason if not. */
  readonly applies?: (metric: MetricInfo, which: Case<Params>) => true | string;
  readonly prepare: (which: Case<Params>, random: Random) => Stage | Promise<Stage>;
  readonly measure: (
    subject: Subject,
    stage: Stage,
    which: Case<Params>,
    context: MeasureContext,
  ) => Outcome | Promise<Outcome>;
  readonly summarise: (
    metric: MetricInfo,
    observations: readonly Observation<Params>[],
  ) => readonly SuiteFinding[];
}

/** A finding before the engine adds whose it is. */
export type SuiteFinding = Omit<Finding, "suite" | "metric">;
