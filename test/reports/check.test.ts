import { describe, expect, it } from "vitest";
import { EtalonError, codeOf } from "../../core/errors.ts";
import { checkResult } from "../../reports/check.ts";
import { fixtureResult } from "./fixture.ts";
import { makeFinding, makeMetric, makeResult } from "./make.ts";

function refusal(value: unknown): EtalonError {
  try {
    checkResult(value);
  } catch (thrown) {
    if (thrown instanceof EtalonError) return thrown;
    throw thrown;
  }
  throw new Error("was accepted");
}

const suite = { id: "s", version: 1, title: "", question: "" };
const coverage = { metric: "m", suite: "s", planned: 1, ok: 1, undefined: 0, notApplicable: 0, failed: 0 };

describe("checkResult", () => {
  it("accepts a result and gives it back", () => {
    expect(checkResult(fixtureResult())).toEqual(fixtureResult());
  });

  it("says which field is wrong", () => {
    const error = refusal({ ...makeResult(), manifest: { ...makeResult().manifest, seed: "one" } });
    expect(error.code).toBe("report/invalid-result");
    expect(error.message).toContain("manifest.seed");
  });

  it.each([
    ["no result at all", null, "report/invalid-result"],
    ["another schema", { ...makeResult(), schema: "etalon-result/0" }, "report/invalid-result"],
    ["an unknown key", { ...makeResult(), extra: 1 }, "report/invalid-result"],
    [
      "a number that is none",
      makeResult({ findings: [makeFinding({ outcome: { status: "ok", value: NaN } })] }),
      "report/invalid-result",
    ],
    [
      "a finding of nobody",
      makeResult({ findings: [makeFinding({ metric: "ghost" })] }),
      "report/unknown-metric",
    ],
    [
      "a measurement of nobody",
      makeResult({
        volatile: { ...makeResult().volatile, findings: [makeFinding({ metric: "ghost" })] },
      }),
      "report/unknown-metric",
    ],
    [
      "a finding of no suite",
      makeResult({ findings: [makeFinding({ suite: "ghost" })] }),
      "report/unknown-suite",
    ],
    [
      "coverage of nobody",
      makeResult({ coverage: [{ ...coverage, metric: "ghost" }] }),
      "report/unknown-metric",
    ],
    ["a finding twice", makeResult({ findings: [makeFinding(), makeFinding()] }), "report/duplicate"],
    ["a metric twice", makeResult({ metrics: [makeMetric(), makeMetric()] }), "report/duplicate"],
    ["a suite twice", makeResult({ suites: [suite, suite] }), "report/duplicate"],
  ])("refuses %s", (_, value, code) => {
    const error = refusal(value);
    expect(codeOf(error)).toBe(code);
    expect(error.remedy).toBeDefined();
  });
});
