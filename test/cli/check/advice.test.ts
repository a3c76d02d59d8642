import { beforeAll, describe, expect, it } from "vitest";
import { adviceOn } from "../../../cli/check/advice.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Metric } from "../../../core/metric.ts";
import { ok } from "../../../core/outcome.ts";
import { metricById } from "../../../metrics/registry/index.ts";

let metric: Metric;
beforeAll(async () => {
  metric = await metricById("cka-linear");
});

const number = (value: number, changes: Partial<Finding> = {}): Finding => ({
  id: "x",
  suite: "s",
  metric: "m",
  title: "t",
  role: "quality",
  unit: "",
  outcome: ok(value),
  cells: 1,
  ...changes,
});
const advice = (id: string, finding: Finding, failed = false): string =>
  adviceOn(id, finding, failed, metric);

describe("adviceOn", () => {
  it("says something for every failed contract, also of a suite that it does not know", () => {
    for (const id of ["robustness/constant", "identities/identity/self", "next/suite"]) {
      expect(advice(id, number(0), true)).not.toBe("");
      expect(advice(id, number(0), false)).toBe("");
    }
  });

  it("says what a value does not mean, where ascent or behaviour has shown it", () => {
    const missing = /principal components is still missing/;
    expect(advice("optimisation/uncaptured/ultrametric", number(0.45))).toMatch(missing);
    expect(advice("optimisation/uncaptured/ultrametric", number(0.1))).toBe("");
    expect(advice("optimisation/decoding-final/decision", number(0.85))).toMatch(/not decoded/);
    expect(advice("optimisation/decoding-final/decision", number(0.99))).toBe("");
    expect(advice("task-blind/highest", number(0.8))).toMatch(/nothing of the task/);
    expect(advice("task-blind/highest", number(0.15))).toBe("");
    const interval = { low: -0.1, high: 0.9, level: 0.95, method: "m" };
    expect(advice("grounding/disagreement/label-noise", number(0.4, { chance: 0, interval }))).toMatch(
      /behaviour/,
    );
    expect(
      advice(
        "grounding/disagreement/label-noise",
        number(0.4, { chance: 0, interval: { ...interval, low: 0.2 } }),
      ),
    ).toBe("");
  });

  it("says the cause where the metric gave no answer at all", () => {
    const spoilt = number(0, { outcome: { status: "error", code: "input-mutated", message: "it changed" } });
    expect(advice("axioms/holds/range", spoilt, true)).toContain("work on a copy");
    const threw = number(0, { outcome: ok("failed"), note: "error: metric/threw: boom" });
    expect(advice("robustness/huge", threw, true)).toContain("context.noValue");
  });

  it("says what a number means only where it means trouble", () => {
    expect(advice("null-bias/bias", number(0.2))).toContain("shuffled stimuli");
    expect(advice("null-bias/bias", number(0.01))).toBe("");
    const interval = { low: 0.1, high: 0.3, level: 0.95, method: "t" };
    expect(advice("layers/accuracy/cnn-pooled", number(0.2, { interval, chance: 1 / 6 }))).toContain(
      "chance",
    );
    expect(advice("layers/accuracy/cnn-pooled", number(0.9, { chance: 1 / 6 }))).toBe("");
    expect(
      advice("layers/accuracy/cnn-pooled", number(0.9, { chance: 1 / 6, note: "saturated: …" })),
    ).toContain("saturated");
  });
});
