import { describe, expect, it } from "vitest";
import { failed, notApplicable, ok, undefinedBecause } from "../../../core/outcome.ts";
import { qualityTable } from "../../../reports/ranking/quality.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const quality = (
  metric: string,
  id: string,
  more: Partial<ReturnType<typeof makeFinding>> = {},
): ReturnType<typeof makeFinding> => makeFinding({ metric, id, role: "quality", better: "higher", ...more });

const coverage = { metric: "b", suite: "s", planned: 4, ok: 4, undefined: 0, notApplicable: 0, failed: 0 };

const table = (
  findings: ReturnType<typeof makeFinding>[],
  covered: Partial<typeof coverage>[] = [],
): ReturnType<typeof qualityTable> =>
  qualityTable(
    makeResult({
      metrics: [makeMetric({ id: "a" }), makeMetric({ id: "b" })],
      findings,
      coverage: covered.map((entry) => ({ ...coverage, ...entry })),
    }),
  );

describe("qualityTable", () => {
  it("has a column for each quality finding with a direction, and no other", () => {
    const { columns } = table([
      quality("a", "one"),
      quality("b", "one"),
      quality("a", "two", { better: "lower" }),
      makeFinding({ metric: "a", id: "described", role: "description", better: "higher" }),
      makeFinding({ metric: "a", id: "aimless", role: "quality" }),
    ]);
    expect(columns).toEqual([
      { suite: "s", id: "one", better: "higher" },
      { suite: "s", id: "two", better: "lower" },
    ]);
  });

  it.each([
    [ok(0.25), "value"],
    [notApplicable("no pairing"), "not-applicable"],
    [undefinedBecause("constant"), "missing"],
    [failed("metric/threw", "oops"), "missing"],
    [{ status: "timeout", seconds: 1 } as const, "missing"],
    [ok("text"), "missing"],
  ])("reads %j as %s", (outcome, kind) => {
    expect(table([quality("a", "one", { outcome })]).rows[0]!.cells[0]!.kind).toBe(kind);
  });

  it("tells a finding that was not asked for from one that is missing, by the coverage", () => {
    const cell = (covered: Partial<typeof coverage>[]): unknown =>
      table([quality("a", "one")], covered).rows[1]!.cells[0];
    expect(cell([{ ok: 3, notApplicable: 1 }])).toMatchObject({ kind: "not-applicable" });
    expect(cell([{}])).toEqual({ kind: "missing", reason: "no such finding" });
    expect(cell([])).toEqual({ kind: "missing", reason: "the suite was not run" });
  });
});
