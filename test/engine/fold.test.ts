import { describe, expect, it } from "vitest";
import type { MetricInfo } from "../../core/metric.ts";
import type { MetricEntry } from "../../core/result.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { foldResult } from "../../engine/fold.ts";
import { makeManifest } from "../../engine/manifest.ts";
import { metricEntry } from "../../engine/metric-entry.ts";
import { makePlan } from "../../engine/plan.ts";
import { difference } from "./support/metrics.ts";
import { gridSuite } from "./support/suites.ts";

/** A metric without its code. */
const metricOf = ({
  range: [low, high],
  unit,
  engine,
  precision,
  submission,
  ...rest
}: MetricEntry): MetricInfo => {
  expect([unit, engine, precision, submission]).toEqual([undefined, undefined, undefined, undefined]);
  return { ...rest, range: [Number(low), Number(high)] };
};

describe("foldResult", () => {
  it("needs no metric to be asked: outcomes may come from anywhere; times of the machine stand apart", () => {
    const info = metricOf(metricEntry(difference));
    const clock = { ...gridSuite, id: "clock", volatile: true };
    const given = { metrics: [info], suites: [gridSuite, clock] };
    const plan = makePlan({ ...given, profile: "quick", seed: 1 });
    const manifest = makeManifest(plan, codeIdentity(), { name: "portable", description: "d" });
    const volatile = { finishedAt: "", seconds: 1, host: "h", workers: 1, cellsRun: 2, cellsResumed: 0 };
    const outcomeOf = (): { status: "ok"; value: number } => ({ status: "ok", value: 7 });
    const result = foldResult(plan, { ...given, manifest, outcomeOf, volatile });
    expect(result.findings.map(({ suite, outcome }) => [suite, outcome])).toEqual([
      ["grid", { status: "ok", value: 7 }],
    ]);
    expect(result.volatile).toMatchObject({ ...volatile, findings: [{ suite: "clock" }] });
    expect(result.coverage.map(({ ok, planned }) => [ok, planned])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});
