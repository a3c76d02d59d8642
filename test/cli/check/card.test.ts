import { beforeAll, describe, expect, it } from "vitest";
import { makeCard } from "../../../cli/check/card.ts";
import type { Measured } from "../../../cli/check/measure.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Metric } from "../../../core/metric.ts";
import { notApplicable, ok } from "../../../core/outcome.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { summaryOf } from "../../../reports/check-card/types.ts";
import { thrownBy } from "../../io/support/faults.ts";
import axioms from "../../../suites/axioms.ts";
import invariance from "../../../suites/invariance.ts";

let metric: Metric;
beforeAll(async () => {
  metric = await metricById("cka-linear");
});

const finding = (suite: string, id: string, changes: Partial<Finding> = {}): Finding => ({
  id,
  suite,
  metric: "cka-linear",
  title: `title of ${id}`,
  role: "contract",
  unit: "",
  outcome: ok("passed"),
  cells: 1,
  ...changes,
});

const laws: Measured = {
  suite: axioms,
  findings: [
    finding("axioms", "holds/range", { outcome: ok("failed"), note: "it was 1.5" }),
    finding("axioms", "holds/symmetry"),
    finding("axioms", "holds/triangle", { outcome: notApplicable("no distance") }),
    finding("axioms", "triangle-excess", {
      role: "description",
      unit: "fraction",
      outcome: ok(0.5),
      interval: { low: 0.25, high: 0.75, level: 0.95, method: "t" },
      chance: 0.1,
    }),
  ],
  unanswered: 2,
};
const audit: Measured = {
  suite: invariance,
  findings: [
    finding("invariance", "mismatches", { outcome: ok("failed") }),
    finding("invariance", "verdict/affine/x", {
      outcome: ok("failed"),
      note: "declared invariant, measured sensitive",
    }),
    finding("invariance", "verdict/zero-padding/y", {
      outcome: ok("failed"),
      note: "declared sensitive, measured invariant",
    }),
  ],
  unanswered: 0,
};
const cardOf = (expectations: Record<string, string> = {}) =>
  makeCard(metric, [audit, laws], expectations, "made here");
const checkOf = (id: string, expectations: Record<string, string> = {}) =>
  cardOf(expectations)
    .sections.flatMap(({ checks }) => checks)
    .find((check) => check.id === id);

describe("makeCard", () => {
  it("has a verdict for each finding, laws first, and leaves out sums of others", () => {
    const { sections, counts, unanswered } = cardOf();
    expect(sections.map(({ suite }) => suite)).toEqual(["axioms", "invariance"]);
    expect(counts).toEqual({ passed: 1, failed: 3, expected: 0, "not-asked": 1, measured: 1 });
    expect(unanswered).toBe(2);
    expect(checkOf("invariance/mismatches")).toBe(undefined);
    expect(summaryOf(cardOf())).toBe(
      "1 of 4 contracts hold, 3 failed, 1 not asked, 2 questions without an answer",
    );
  });

  it("says number, interval, chance and what to do", () => {
    expect(checkOf("axioms/triangle-excess")).toMatchObject({
      verdict: "measured",
      value: expect.stringMatching(/^50\.0\s%\s\[25\.0–75\.0\s%\]$/u) as string,
      note: expect.stringMatching(/^chance 10\.0\s%$/u) as string,
      told: false,
    });
    expect(checkOf("axioms/holds/range")).toMatchObject({
      verdict: "failed",
      note: "it was 1.5",
      advice: expect.stringContaining("declare the range that occurs") as string,
      told: true,
    });
    expect(checkOf("axioms/holds/triangle")).toMatchObject({ verdict: "not-asked", value: "not-applicable" });
    expect(checkOf("invariance/verdict/affine/x")?.advice).toContain('take "affine" out of invariances');
    expect(checkOf("invariance/verdict/zero-padding/y")?.advice).toContain(
      'add "zero-padding" to invariances',
    );
  });

  it("calls a failure expected that its author named, by id or glob, and counts it apart", () => {
    const expectations = { "axioms/holds/range": "clipped later", "invariance/verdict/*": "not yet audited" };
    expect(cardOf(expectations).counts).toMatchObject({ failed: 0, expected: 3 });
    expect(checkOf("axioms/holds/range", expectations)).toMatchObject({
      verdict: "expected",
      expected: "clipped later",
    });
  });

  it("does not call it expected that a contract holds", () => {
    const check = checkOf("axioms/holds/symmetry", { "axioms/holds/symmetry": "asymmetric" });
    expect(check).toMatchObject({ verdict: "passed", expected: "asymmetric" });
  });

  it("refuses an expectation that fits nothing, a number has none", async () => {
    expect(String(await thrownBy(() => cardOf({ "axioms/holds/rnage": "?" })))).toContain(
      'did you mean "axioms/holds/range"?',
    );
    expect(String(await thrownBy(() => cardOf({ "axioms/triangle-excess": "?" })))).toContain(
      "no contract of this metric is called",
    );
  });
});
