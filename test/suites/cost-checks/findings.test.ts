import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../core/outcome.ts";
import { failed, notApplicable, ok } from "../../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../../core/suite.ts";
import { findingsOf } from "../../../suites/cost-checks/findings.ts";

const cell = (id: string, outcome: Outcome, replicate = 0): Observation<string> => ({
  case: { id, params: id, replicates: 1 },
  replicate,
  outcome,
});

const standard = (seconds: number, replicate = 0): Observation<string> =>
  cell("standard", ok({ seconds, repetitions: 5, held: 2e6, resident: 3e6, knowsResident: true }), replicate);

const points = [100, 200, 400].flatMap((n) => [16, 32].map((p) => ({ n, p, seconds: n * n * p })));

const byId = (findings: readonly SuiteFinding[]): Record<string, SuiteFinding> =>
  Object.fromEntries(findings.map((finding) => [finding.id, finding]));

describe("findingsOf", () => {
  it("has no finding that may be ranked: times are true of one machine", () => {
    const found = findingsOf([standard(1), cell("grid", ok({ points, leftOut: 0 }))]);
    expect(found.map(({ role }) => role)).toEqual(Array(4).fill("description"));
  });

  it("averages over repetitions, and takes the larger of the two readings of memory", () => {
    const found = byId(findingsOf([standard(1), standard(3, 1)]));
    expect(found["seconds/standard"]!.outcome).toEqual(ok(2));
    expect(found["seconds/standard"]!.interval!.high).toBeCloseTo(2 + 12.7062, 4);
    expect(found["memory/standard"]!.outcome).toEqual(ok(3));
  });

  it("fits the exponents over all sizes that have a value", () => {
    const found = byId(findingsOf([cell("grid", ok({ points, leftOut: 2 }))]));
    const value = (id: string): unknown => (found[id]!.outcome as { value: number }).value;
    expect(value("exponent/n")).toBeCloseTo(2, 9);
    expect(value("exponent/p")).toBeCloseTo(1, 9);
    expect(found["exponent/n"]!.note).toMatch(/^2 sizes left out/);
  });

  it("relates a pair among all pairs to a pair alone", () => {
    const found = byId(findingsOf([cell("all-pairs", ok({ seconds: 10, pairs: 100, single: 0.4 }))]));
    expect(found["seconds/all-pairs"]!.outcome).toEqual(ok(0.1));
    expect((found["all-pairs/share"]!.outcome as { value: number }).value).toBeCloseTo(0.25, 12);
  });

  it("passes on why there is no time, and is silent about what was not asked", () => {
    const fault = failed("metric/threw", "oops");
    const found = byId(findingsOf([cell("standard", fault), cell("grid", notApplicable("costly"))]));
    expect(found["seconds/standard"]!.outcome).toEqual(fault);
    expect(Object.keys(found)).toEqual(["seconds/standard", "memory/standard"]);
  });
});
