import type { Interval } from "../../core/finding.ts";
import type { MetricInfo } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { worstDPrime } from "./discriminability.ts";
import type { DoseFamily } from "./doses.ts";
import { isOutcome, measureAll } from "./measured.ts";

/**
 * `signal`: whether the score falls from no change to half of it and from half to all of it, for every real change:
 * the worst d′ between these must have an interval above zero. What has no signal may be invariant, unbiased and
 * cheap, and is ranked nowhere.
 */
export function signalFinding(
  metric: MetricInfo,
  families: readonly (readonly [DoseFamily, readonly Observation[]])[],
): SuiteFinding {
  const common = {
    id: "signal",
    title: "Signal: falls with every real change",
    role: "contract",
    unit: "",
    cells: families.reduce((total, [, cells]) => total + cells.length, 0),
  } as const;
  const asked: {
    readonly dose: string;
    readonly title: string;
    readonly d: number;
    readonly interval: Interval;
  }[] = [];
  let skipped: Outcome = notApplicable("no real change was asked about");
  for (const [{ id, title }, cells] of families) {
    const measured = measureAll(metric, cells);
    if (isOutcome(measured)) {
      if (measured.status !== "not-applicable") return { ...common, outcome: measured, note: title };
      skipped = measured;
      continue;
    }
    const { mean: d, interval } = worstDPrime(measured.map(({ halves }) => halves)).worst;
    if (interval === undefined)
      return { ...common, outcome: undefinedBecause("one data set alone gives no interval") };
    asked.push({ dose: id, title, d, interval });
  }
  const worst = [...asked].sort((a, b) => a.interval.low - b.interval.low)[0];
  if (worst === undefined) return { ...common, outcome: skipped };
  const { low, high } = worst.interval;
  return {
    ...common,
    outcome: ok(low > 0 ? "passed" : "failed"),
    note: `worst for ${worst.title.toLowerCase()}: d′ ${worst.d.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`,
    detail: {
      doses: asked.map(({ dose, d, interval }) => ({
        dose,
        dPrime: d,
        low: interval.low,
        high: interval.high,
      })),
    },
  };
}
