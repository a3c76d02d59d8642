import { describe, expect, it } from "vitest";
import type { MetricInfo } from "../../../core/metric.ts";
import { notApplicable, ok, undefinedBecause, type Value } from "../../../core/outcome.ts";
import type { SuiteFinding } from "../../../core/suite.ts";
import { AXIOMS, isDeclared, lawFindings, triangleFindings } from "../../../suites/axiom-checks/findings.ts";
import type { LawsStored } from "../../../suites/axiom-checks/laws.ts";
import type { TriangleStored } from "../../../suites/axiom-checks/triangle.ts";
import { subject, type Declared } from "./support.ts";

const info = (declared: Declared): MetricInfo => subject(() => 0, declared).info;
const kept = { breach: 0 };
const laws = (changes: Partial<LawsStored> = {}): LawsStored => ({
  repeatable: true,
  self: [0, 1e-16],
  laws: { identity: kept, symmetry: kept, range: kept, "self-extreme": kept },
  pairs: 42,
  ...changes,
});
const triangle = (changes: Partial<TriangleStored> = {}): TriangleStored => ({
  repeatable: true,
  reached: { witness: -0.1, random: -0.4, search: -0.01 },
  asked: 700,
  share: 0,
  ...changes,
});
const stored = (value: LawsStored | TriangleStored): ReturnType<typeof ok<Value>> =>
  ok(value as unknown as Value);
const example = (rows: number): { matrices: Record<string, number[][]>; values: Record<string, number> } => ({
  matrices: { x: Array.from({ length: rows }, () => [1]) },
  values: { "x,z": 1, "x,y": 0.25, "y,z": 0.25 },
});
const find = (findings: readonly SuiteFinding[], id: string): SuiteFinding =>
  findings.find((finding) => finding.id === id)!;

describe("isDeclared", () => {
  it("holds a metric to all, a semimetric to all but the triangle, others to what they say", () => {
    const declared = (of: Declared): string[] =>
      Object.keys(AXIOMS).filter((axiom) => isDeclared(info(of), axiom as keyof typeof AXIOMS));
    expect(declared({ axioms: "metric" })).toEqual(Object.keys(AXIOMS));
    expect(declared({ axioms: "semimetric" })).toEqual(["identity", "symmetry", "range", "self-extreme"]);
    expect(declared({ axioms: "none", symmetric: false })).toEqual(["range"]);
  });
});

describe("lawFindings", () => {
  it("pass a contract that is kept and fail one that is broken, with the smallest counter-example", () => {
    const broken = (rows: number): LawsStored =>
      laws({ laws: { ...laws().laws, symmetry: { breach: 0.5, example: example(rows) } } });
    const metric = info({ axioms: "metric" });
    const findings = lawFindings(metric, [stored(broken(5)), stored(broken(3)), stored(laws())]);
    expect(find(findings, "holds/identity")).toMatchObject({ role: "contract", outcome: ok("passed") });
    const symmetry = find(findings, "holds/symmetry");
    expect(symmetry).toMatchObject({ role: "contract", outcome: ok("failed"), cells: 3 });
    expect(symmetry.detail).toMatchObject({ breach: 0.5, example: example(3) });
    expect(symmetry.note).toBe("for instance (X,Z) 1, (X,Y) 0.25, (Y,Z) 0.25");
  });

  it("describe what is not declared", () => {
    const findings = lawFindings(info({ symmetric: false }), [stored(laws())]);
    expect(find(findings, "holds/symmetry")).toMatchObject({ role: "description", outcome: ok("holds") });
    expect(find(findings, "holds/range")).toMatchObject({ role: "contract", outcome: ok("passed") });
  });

  it("say why there is nothing to say", () => {
    const open = lawFindings(info({}), [stored(laws({ laws: { symmetry: kept, range: kept } }))]);
    expect(find(open, "holds/identity").outcome).toMatchObject({ status: "not-applicable" });
    const fickle = lawFindings(info({}), [stored(laws()), stored(laws({ repeatable: false }))]);
    expect(find(fickle, "holds/symmetry").outcome).toMatchObject({ status: "undefined" });
    expect(find(fickle, "holds/range").outcome).toEqual(ok("passed"));
    const broken = lawFindings(info({}), [undefinedBecause("why")]);
    expect(broken.map(({ outcome }) => outcome)).toEqual(Array(4).fill(undefinedBecause("why")));
  });
});

describe("triangleFindings", () => {
  const violated = triangle({
    reached: { witness: 0.5, search: 0.1 },
    share: 0.25,
    example: { ...example(3), excess: 0.5, relative: 0.5, how: "witness" },
  });

  it("fail a metric that is none", () => {
    const findings = triangleFindings(info({ axioms: "metric" }), [stored(triangle()), stored(violated)]);
    const holds = find(findings, "holds/triangle");
    expect(holds).toMatchObject({ role: "contract", outcome: ok("failed") });
    expect(holds.detail).toMatchObject({
      form: "d",
      asked: 1400,
      shareOfRandomTriples: 0.125,
      reached: { witness: 0.5, random: -0.4, search: 0.1 },
    });
    expect(holds.note).toMatch(/an excess of 0\.5 \(witness\); violated in 1 of 2 searches/);
    expect(find(findings, "triangle-excess")).toMatchObject({ role: "description", outcome: ok(0.5) });
  });

  it("do not say that what was not found does not exist", () => {
    const similarity = info({ direction: "similarity", range: [0, 1] });
    const [holds, excess] = triangleFindings(similarity, [stored(triangle())]);
    expect(holds).toMatchObject({ role: "description", outcome: ok("not violated") });
    expect(holds!.note).toBe("with d = 1 − s no violation found in 700 questions");
    expect(excess!.outcome).toEqual(ok(-0.01));
  });

  it("say why there is nothing to say", () => {
    const findings = triangleFindings(info({}), [notApplicable("no bound")]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(Array(2).fill(notApplicable("no bound")));
    const fickle = triangleFindings(info({}), [stored(triangle({ repeatable: false }))]);
    for (const { outcome } of fickle) expect(outcome.status).toBe("undefined");
  });
});
