import { describe, expect, it } from "vitest";
import { pageView } from "../../../reports/view/page.ts";
import { fixtureResult } from "../fixture.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

describe("pageView", () => {
  it("is the same for the same result, and does not change it", () => {
    const result = fixtureResult();
    const before = JSON.stringify(result);
    expect(JSON.stringify(pageView(result))).toBe(JSON.stringify(pageView(fixtureResult())));
    expect(JSON.stringify(result)).toBe(before);
  });

  it("has the suites' columns in the order of the suites' sections", () => {
    const view = pageView(fixtureResult());
    expect(view.suites.map(({ id }) => id)).toEqual(["invariance", "layers", "identities", "null-bias"]);
    expect(view.leaderboard.groups.map(({ suite }) => suite)).toEqual([
      "invariance",
      "layers",
      "identities",
      "null-bias",
    ]);
  });

  it("gives a metric a section for each suite that asked it", () => {
    const coverage = {
      metric: "a",
      suite: "s",
      planned: 1,
      ok: 0,
      undefined: 1,
      notApplicable: 0,
      failed: 0,
    };
    const view = pageView(
      makeResult({
        metrics: ["a", "b", "c"].map((id) => makeMetric({ id })),
        findings: [makeFinding({ metric: "b" })],
        coverage: [coverage],
      }),
    );
    expect(view.metrics.map(({ id, suites }) => [id, suites.length])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 0],
    ]);
  });

  it("holds no field without a value, so that strict templates can be used", () => {
    const missing: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (value === undefined) missing.push(path);
      else if (typeof value === "object" && value !== null)
        for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
    };
    walk(pageView(fixtureResult()), "");
    expect(missing).toEqual([]);
  });
});
