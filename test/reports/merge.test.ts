import { describe, expect, it } from "vitest";
import { ok } from "../../core/outcome.ts";
import { mergeResults } from "../../reports/merge.ts";
import { makeFinding, makeMetric, makeResult } from "./make.ts";

const of = (id: string, version: number, value: number): ReturnType<typeof makeResult> =>
  makeResult({
    metrics: [makeMetric({ id, version })],
    findings: [makeFinding({ metric: id, outcome: ok(value) })],
  });

describe("mergeResults", () => {
  it("puts metrics of several results on one board, another version as a row of its own", () => {
    const { result, leftOut } = mergeResults(of("a", 2, 1), of("b", 1, 2), of("a", 1, 3), of("a", 2, 4));
    expect(result.metrics.map(({ id }) => id)).toEqual(["a", "b", "a@1"]);
    expect(result.findings.map(({ outcome }) => outcome)).toEqual([ok(1), ok(2), ok(3)]);
    expect(leftOut).toEqual(["result 4: a, which is there already"]);
  });

  it("leaves out what is not comparable, and says why", () => {
    const other = of("b", 1, 2);
    other.manifest.profile = "quick";
    const suites = [{ id: "s", version: 2, title: "", question: "" }];
    const { result, leftOut } = mergeResults(of("a", 1, 1), other, { ...of("c", 1, 3), suites });
    expect(result.findings).toHaveLength(1);
    expect(leftOut).toEqual(["result 2: another profile", "result 3: s in version 2, not 1"]);
  });
});
