import { describe, expect, it } from "vitest";
import type { Finding } from "../../../core/finding.ts";
import { notApplicable, ok, type Outcome } from "../../../core/outcome.ts";
import { unrankedBecause } from "../../../reports/ranking/eligible.ts";
import type { QualityCell } from "../../../reports/ranking/quality.ts";
import { makeFinding } from "../make.ts";

const columns = ["a", "b", "c", "d"].map((id) => ({ suite: "s", id, better: "higher" as const }));
const value: QualityCell = { kind: "value", value: 1, interval: undefined };
const missing: QualityCell = { kind: "missing", reason: "error x: y" };
const skipped: QualityCell = { kind: "not-applicable", reason: "no" };
const row = (...cells: QualityCell[]): { metric: string; cells: QualityCell[] } => ({ metric: "m", cells });
const signal = (outcome: Outcome, note?: string): ReadonlyMap<string, Finding> =>
  new Map([
    ["m", makeFinding({ id: "signal", role: "contract", outcome, ...(note === undefined ? {} : { note }) })],
  ]);
const passed = signal(ok("passed"));

describe("unrankedBecause", () => {
  it("ranks a complete row with a signal", () => {
    expect(unrankedBecause(row(value, value, value, value), columns, passed)).toBeUndefined();
    expect(unrankedBecause(row(value, value, value, value), columns, undefined)).toBeUndefined();
  });

  it("ranks nothing without a signal, however good, and says so before anything else", () => {
    const why = unrankedBecause(
      row(value, missing, value, value),
      columns,
      signal(ok("failed"), "The worst d′ includes 0"),
    );
    expect(why).toEqual({ word: "no signal", reason: "the worst d′ includes 0" });
  });

  it("never ranks an incomplete row: an error must not be better than a bad value", () => {
    expect(unrankedBecause(row(value, value, missing, missing), columns, passed)).toEqual({
      word: "incomplete",
      reason: "no value of s c (error x: y) and 1 more",
    });
  });

  it("does not rank what nobody asked for a signal where the others were asked", () => {
    for (const signals of [new Map<string, Finding>(), signal(notApplicable("a costly metric"))])
      expect(unrankedBecause(row(value, value, value, value), columns, signals)).toMatchObject({
        word: "signal not asked",
      });
  });

  it("holds a question that does not apply against nobody, unless it is most of them", () => {
    expect(unrankedBecause(row(value, value, skipped, skipped), columns, passed)).toBeUndefined();
    expect(unrankedBecause(row(value, skipped, skipped, skipped), columns, passed)).toEqual({
      word: "too few questions",
      reason: "only 1 of 4 quality findings apply to it",
    });
  });
});
