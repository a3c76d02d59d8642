import type { Interval } from "../../core/finding.ts";
import type { MetricInfo } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { ok } from "../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { meanInterval } from "../statistics/student.ts";
import { chancePrecision } from "./average-precision.ts";
import { worstDPrime } from "./discriminability.ts";
import type { DoseFamily } from "./doses.ts";
import { isOutcome, mean, measureAll, neighbouring, type Measured } from "./measured.ts";

interface AsFields {
  readonly outcome: Outcome;
  readonly interval?: Interval;
}

/** A dose in a sentence. */
const round = (dose: number): string => String(Math.round(1e3 * dose) / 1e3);

/** A mean over data sets as the fields of a finding. */
const asFields = ({
  mean: value,
  interval,
}: {
  readonly mean: number;
  readonly interval?: Interval;
}): AsFields => ({
  outcome: ok(value),
  ...(interval === undefined ? {} : { interval }),
});

/** A mean over data sets of numbers in [least, 1], with an interval inside that range. */
function overDataSets(values: readonly number[], least: number): AsFields {
  const { mean: value, interval } = meanInterval(values, "data sets");
  if (interval === undefined) return asFields({ mean: value });
  const { low, high } = interval;
  return asFields({
    mean: value,
    interval: { ...interval, low: Math.max(least, low), high: Math.min(1, high) },
  });
}

/** The worst of the mean d′ between neighbouring doses, and all of them. */
function leastApart({ doses }: DoseFamily, measured: readonly Measured[]): Partial<SuiteFinding> & AsFields {
  const { worst, all } = worstDPrime(measured.map(({ apart }) => apart));
  return {
    ...asFields(worst),
    note: `between doses ${round(doses[worst.step]!)} and ${round(doses[worst.step + 1]!)}`,
    detail: { doses: [...doses], neighbours: all.map(({ mean: value }) => value) },
  };
}

/**
 * `spearman/…`, `d-prime/…`, `separation/…` and `dose/…` of one family. Only a change that no measure has a reason to
 * be blind to makes a quality of them.
 */
export function familyFindings(
  metric: MetricInfo,
  family: DoseFamily,
  cells: readonly Observation[],
): SuiteFinding[] {
  const measured = measureAll(metric, cells);
  if (isOutcome(measured) && measured.status === "not-applicable") return [];
  const common = {
    ...(family.real ? ({ role: "quality", better: "higher" } as const) : ({ role: "description" } as const)),
    cells: cells.length,
  };
  const count = family.doses.length;
  const last = (values: readonly Measured[], k: number): number => mean(values.map(({ curve }) => curve[k]!));
  const findings: SuiteFinding[] = [
    {
      ...common,
      id: `spearman/${family.id}`,
      title: `${family.title}: order of the doses kept`,
      unit: "",
      chance: 0,
      ...(isOutcome(measured)
        ? { outcome: measured }
        : overDataSets(
            measured.map(({ order }) => order),
            -1,
          )),
    },
    {
      ...common,
      id: `d-prime/${family.id}`,
      title: `${family.title}: worst d′ between neighbouring doses`,
      unit: "standard deviations",
      chance: 0,
      ...(isOutcome(measured) ? { outcome: measured } : leastApart(family, measured)),
    },
  ];
  if (family.even) {
    const pairs = neighbouring(count);
    findings.push({
      ...common,
      id: `separation/${family.id}`,
      title: `${family.title}: neighbouring doses found among all (average precision)`,
      unit: "fraction",
      chance: chancePrecision(count - 1, pairs.length),
      ...(isOutcome(measured)
        ? { outcome: measured }
        : overDataSets(
            measured.map(({ precision }) => precision!),
            0,
          )),
    });
  }
  if (isOutcome(measured)) return findings;
  return [
    ...findings,
    {
      id: `dose/${family.id}`,
      title: `${family.title}: mean score at the largest dose`,
      role: "description",
      unit: metric.unit ?? "",
      outcome: ok(last(measured, count - 1)),
      detail: {
        dose: [...family.doses],
        effect: family.doses.map((_, k) => last(measured, k)),
        unit: family.unit === "fraction" ? "" : family.unit,
        label: family.label,
      },
      cells: cells.length,
    },
  ];
}
