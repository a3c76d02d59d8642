import type { MetricInfo } from "../../core/metric.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import type { ExactParams, LevelParams, NullCase, NullParams, RelatedParams } from "./cases.ts";
import type { StoredExact, StoredLevel, StoredNull, StoredRelated } from "./cell.ts";
import { fold, nullsOf } from "./fold.ts";
import { exactFindings, levelFindings, powerFindings } from "./calibration-findings.ts";
import { meanFindings, scaleFindings, slopeFindings } from "./unrelated-findings.ts";

/** Everything that the suite says of one metric. */
export function nullFindings(
  metric: MetricInfo,
  observations: readonly Observation<NullCase>[],
): SuiteFinding[] {
  const nulls = fold<NullParams, StoredNull>(observations, "null");
  const related = fold<RelatedParams, StoredRelated>(observations, "related");
  const exact = fold<ExactParams, StoredExact>(observations, "exact");
  const levels = fold<LevelParams, StoredLevel>(observations, "level");
  const found = nullsOf(nulls.cases);
  if (found.length === 0) {
    if (nulls.other === undefined || nulls.other.status === "not-applicable") return [];
    const title = "Mean distance from 0 over unrelated pairs";
    return [
      { id: "bias", title, role: "quality", better: "lower", unit: "", outcome: nulls.other, cells: 0 },
    ];
  }
  return [
    ...meanFindings(metric, found),
    ...scaleFindings(metric, found, nulls.missing),
    ...slopeFindings(metric, found),
    ...exactFindings(exact.cases, exact.other, found),
    ...powerFindings(metric, related.cases),
    ...levelFindings(levels.cases),
  ];
}
