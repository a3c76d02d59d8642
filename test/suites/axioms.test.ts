import { describe, expect, it } from "vitest";
import { describeOutcome } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { subjectOf } from "../../engine/subject.ts";
import { loadMetrics, metricById } from "../../metrics/registry/index.ts";
import axioms from "../../suites/axioms.ts";

async function findingsOf(id: string): Promise<ReadonlyMap<string, SuiteFinding>> {
  const metric = await metricById(id);
  const observations: Observation<"laws" | "triangle">[] = [];
  for (const which of axioms.cases("quick")) {
    const random = randomFrom("axioms-test", which.id);
    const asked = subjectOf(metric, random.child(id));
    const stage = await axioms.prepare(which, random);
    const outcome = await axioms.measure(asked, stage, which, { random, profile: "quick" });
    observations.push({ case: which, replicate: 0, outcome });
  }
  return new Map(axioms.summarise(metric, observations).map((finding) => [finding.id, finding]));
}

const said = (findings: ReadonlyMap<string, SuiteFinding>, ...ids: readonly string[]): string[] =>
  ids.map((id) => describeOutcome(findings.get(`holds/${id}`)!.outcome).replaceAll('"', ""));

describe("the axioms suite", () => {
  it.each([
    ["cka-linear", ["holds", "passed", "passed", "holds", "violated"]],
    ["cka-angular", ["passed", "passed", "passed", "passed", "passed"]],
    ["procrustes-squared", ["passed", "passed", "passed", "passed", "violated"]],
    // Pair by pair, silent units are no common space: by way of a wider Y there is a short cut.
    ["procrustes-permutation", ["passed", "passed", "passed", "passed", "violated"]],
    ["linear-regression", ["holds", "violated", "passed", "holds", "violated"]],
    // Over min(p₁, p₂), X with more units than stimuli is no longer 1 with itself.
    ["cca-mean", ["violated", "passed", "passed", "violated", "violated"]],
    ["constant", ["violated", "passed", "passed", "holds", "not violated"]],
    ["norm-ratio", ["holds", "passed", "passed", "holds", "not violated"]],
    ["sign-flipped", ["violated", "passed", "passed", "violated", "violated"]],
  ])("says of %s: %s", async (id, expected) => {
    const findings = await findingsOf(id);
    expect(said(findings, "identity", "symmetry", "range", "self-extreme", "triangle")).toEqual(expected);
  });

  it("calls a random number nothing at all", async () => {
    const findings = await findingsOf("random");
    expect(findings.get("holds/range")!.outcome).toMatchObject({ value: "passed" });
    for (const axiom of ["identity", "symmetry", "self-extreme", "triangle"]) {
      expect(findings.get(`holds/${axiom}`)!.outcome.status).toBe("undefined");
    }
  });

  it("finds every declaration of a metric or semimetric kept", async () => {
    const failed: string[] = [];
    for (const metric of await loadMetrics()) {
      if (metric.heavy || metric.axioms === "none") continue;
      for (const { id, role, outcome } of (await findingsOf(metric.id)).values()) {
        if (role === "contract" && outcome.status === "ok" && outcome.value === "failed") {
          failed.push(`${metric.id} ${id}`);
        }
      }
    }
    expect(failed).toEqual([]);
  }, 60_000);

  it("leaves out replicates that were not asked, as those of costly metrics in the quick profile", async () => {
    const metric = await metricById("cka-linear");
    const observations = axioms.cases("quick").flatMap((which) =>
      [0, 1].map((replicate) => ({
        case: which,
        replicate,
        outcome: { status: replicate === 0 ? "undefined" : "not-applicable", reason: "why" } as const,
      })),
    );
    for (const { outcome } of axioms.summarise(metric, observations)) {
      expect(outcome).toEqual({ status: "undefined", reason: "why" });
    }
  });
});
