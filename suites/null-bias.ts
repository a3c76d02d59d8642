import type { MetricInfo } from "../core/metric.ts";
import type { Case, Suite } from "../core/suite.ts";
import { IGNORES_ROWS } from "../metrics/calibration/permutation-null.ts";
import { casesOf, type NullCase } from "./null-checks/cases.ts";
import { measureCell } from "./null-checks/cell.ts";
import { pairsOf, type Stage } from "./null-checks/data.ts";
import { nullFindings } from "./null-checks/findings.ts";

function applies(metric: MetricInfo, { params }: Case<NullCase>): true | string {
  if (metric.minimumRows > params.n) return `it needs ${metric.minimumRows} stimuli`;
  const permutes = params.part === "exact" || params.part === "level";
  if (permutes && !metric.usesCorrespondence) return IGNORES_ROWS;
  if (metric.heavy && (params.part === "level" || params.n > 40 || Math.max(params.p1, params.p2) > 10)) {
    return "too slow for a thousand comparisons of this size";
  }
  return true;
}

const nullBias: Suite<NullCase, Stage> = {
  id: "null-bias",
  version: 1,
  title: "Null bias",
  question: "What does it say about unrelated data, and can it be held against chance?",
  cases: casesOf,
  applies,
  prepare: ({ params }, random) => pairsOf(params, random),
  measure: (subject, stage, { params }, { random }) => measureCell(subject, stage, params, random),
  summarise: nullFindings,
};

export default nullBias;
