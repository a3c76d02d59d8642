import type { MetricInfo } from "../../core/metric.ts";
import type { SubmissionInfo } from "../../core/submission.ts";
import type { Greeting } from "./client.ts";
import type { Confinement, Launch } from "./launch.ts";

/** A submission that runs as a program of its own. */
export interface ProgramSpec {
  readonly launch: Launch;
  readonly confinement: Confinement;
  /** What the program said of itself when it was first asked; it must say the same again. */
  readonly greeting: Greeting;
  /** The version of Etalon that greets it. */
  readonly etalon: string;
}

/** A module that runs inside Etalon's own processes (`none`). */
export interface InsideSpec {
  readonly inside: {
    /** The address of a module that exports `loadCandidate`, … */
    readonly loader: string;
    /** … and what to give it. */
    readonly word: string;
  };
}

/** A metric that somebody handed in, as a catalogue holds it: plain data, which can be sent to another process. */
export interface SubmittedMetric extends MetricInfo {
  readonly submission: SubmissionInfo;
  readonly spec: ProgramSpec | InsideSpec;
}

export const isSubmitted = (metric: MetricInfo): metric is SubmittedMetric =>
  metric.submission !== undefined && "spec" in metric;
