import type { Finding } from "../../core/finding.ts";
import { ok } from "../../core/outcome.ts";
import type { MetricEntry, Result } from "../../core/result.ts";
import type { RowHead } from "../../reports/view/heads.ts";
import { RESULT_SCHEMA } from "../../core/result.ts";

/** A finding of metric `m` in suite `s` with the fields that a test is about. */
export function makeFinding(fields: Partial<Finding> = {}): Finding {
  return {
    id: "f",
    suite: "s",
    metric: "m",
    title: "a finding",
    role: "quality",
    unit: "",
    outcome: ok(0.5),
    cells: 1,
    ...fields,
  };
}

/** A metric `m` of family `fam` with the fields that a test is about. */
export function makeMetric(fields: Partial<MetricEntry> = {}): MetricEntry {
  return {
    id: "m",
    version: 1,
    title: "A metric",
    family: "fam",
    formula: "x",
    cite: "Nobody (1900)",
    direction: "similarity",
    range: [0, 1],
    symmetric: true,
    axioms: "none",
    invariances: { x: [], y: [] },
    minimumRows: 2,
    cost: "n",
    aliases: [],
    caveats: [],
    usesCorrespondence: true,
    control: false,
    differentiable: false,
    heavy: false,
    ...fields,
  };
}

/** A result with metric `m`, suite `s` and nothing found. */
export function makeResult(fields: Partial<Result> = {}): Result {
  return {
    schema: RESULT_SCHEMA,
    manifest: {
      etalon: "1.2.3",
      code: "c0de",
      profile: "full",
      seed: 7,
      plan: "91a4",
      backend: { name: "portable", description: "WebAssembly" },
      node: "20.0.0",
      processor: "a processor",
    },
    metrics: [makeMetric()],
    suites: [{ id: "s", version: 1, title: "A suite", question: "What?" }],
    coverage: [],
    findings: [],
    volatile: { finishedAt: "then", seconds: 1, host: "here", workers: 1, cellsRun: 1, cellsResumed: 0 },
    ...fields,
  };
}

/** A row head with the fields that a test is about. */
export function makeHead(fields: Partial<RowHead> = {}): RowHead {
  return {
    id: "m",
    title: "A metric",
    family: "fam",
    anchor: "metric-m",
    opensFamily: true,
    control: false,
    search: "",
    ...fields,
  };
}
