import type { MetricEntry } from "../../core/result.ts";
import { plural } from "./format.ts";

/** A word or two beside a metric's name, and the sentence behind it; `""` where the metric's section has it. */
export interface Badge {
  readonly text: string;
  readonly explanation: string;
}

/** What a reader of a metric's row should know at a glance. */
export function badgesOf(metric: MetricEntry): Badge[] {
  const badges: Badge[] = [];
  if (metric.control) badges.push({ text: "control", explanation: "a deliberately bad measure" });
  if (!metric.symmetric) badges.push({ text: "asymmetric", explanation: "s(X, Y) differs from s(Y, X)" });
  if (!metric.usesCorrespondence) {
    badges.push({
      text: "no row pairing",
      explanation: "it ignores which row of X belongs to which row of Y",
    });
  }
  if (metric.caveats.length > 0) {
    badges.push({ text: plural(metric.caveats.length, "caveat"), explanation: "" });
  }
  return badges;
}
