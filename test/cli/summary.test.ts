import { describe, expect, it } from "vitest";
import { summaryTable } from "../../cli/summary.ts";
import type { Finding } from "../../core/finding.ts";
import type { Outcome } from "../../core/outcome.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { Coverage, MetricEntry, Result } from "../../core/result.ts";

const finding = (
  metric: string,
  suite: string,
  id: string,
  outcome: Outcome,
  more: Partial<Finding> = {},
): Finding => ({
  metric,
  suite,
  id,
  outcome,
  title: id,
  role: "quality",
  unit: "",
  cells: 1,
  ...more,
});

const cover = (metric: string, suite: string, answered: number, notApplicable = 0): Coverage => ({
  metric,
  suite,
  planned: 10,
  ok: answered,
  undefined: 0,
  notApplicable,
  failed: 10 - answered - notApplicable,
});

const result = {
  metrics: [{ id: "a" }, { id: "bb" }] as MetricEntry[],
  suites: [
    { id: "s", version: 1, title: "S", question: "?" },
    { id: "t", version: 1, title: "T", question: "?" },
  ],
  coverage: [cover("a", "s", 10), cover("a", "t", 3, 7), cover("bb", "s", 9), cover("bb", "t", 0, 10)],
  findings: [
    finding("a", "s", "rare", ok(5)),
    finding("a", "s", "usual", ok(0.25), { unit: "fraction" }),
    finding("bb", "s", "usual", undefinedBecause("no"), { unit: "fraction" }),
    finding("c", "s", "usual", ok(1)),
    finding("a", "t", "kept", ok("passed"), { role: "contract" }),
    finding("a", "t", "broken", ok("failed"), { role: "contract" }),
  ],
} as unknown as Result;

describe("summaryTable", () => {
  it("counts answers and contracts and shows the finding that most metrics have", () => {
    expect(summaryTable(result)).toEqual([
      "metric  answered  contracts   s: usual",
      "a          13/13        1/2     25.0 %",
      "bb          9/10          –  undefined",
    ]);
  });
});
