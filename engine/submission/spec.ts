import type { MetricInfo } from "../../core/metric.ts";
import type { SubmissionInfo } from "../../core/submission.ts";
import type { Greeting } from "./client.ts";
import type { Confinement, Launch } from "./launch.ts";

/** All that a worker needs to run a submission; it can be sent to another process. */
export interface SubmissionSpec {
  readonly launch: Launch;
  readonly confinement: Confinement;
  /** What the program said of itself when it was first asked; it must say the same again. */
  readonly greeting: Greeting;
  /** The version of Etalon that greets it. */
  readonly etalon: string;
  /**
   * Set for a module that runs inside Etalon's own processes (`none`): the address of a module that exports
   * `loadCandidate`, and the word to give it.
   */
  readonly inside?: { readonly loader: string; readonly word: string };
}

/** A metric that somebody handed in, as a catalogue holds it. */
export interface SubmittedMetric extends MetricInfo {
  readonly submission: SubmissionInfo;
  readonly spec: SubmissionSpec;
}

export const isSubmitted = (metric: MetricInfo): metric is SubmittedMetric =>
  metric.submission !== undefined && "spec" in metric;
