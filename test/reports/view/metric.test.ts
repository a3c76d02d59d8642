import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { metricSuiteView, metricView } from "../../../reports/view/metric.ts";
import { makeFinding, makeMetric } from "../make.ts";

const SUITE = { id: "s", version: 1, title: "S", question: "?" };
const verdict = (id: string): ReturnType<typeof makeFinding> =>
  makeFinding({ id, outcome: ok("passed"), detail: { declared: true, measured: "invariant", effect: 0 } });

describe("metricSuiteView", () => {
  const view = metricSuiteView(
    SUITE,
    "suite-s",
    [
      verdict("verdict/affine/x"),
      makeFinding({ id: "effect/affine/x" }),
      makeFinding({ id: "effect/orphan/x" }),
      makeFinding({ id: "dose/d", detail: { dose: [0, 1], effect: [0, 1], unit: "", label: "l" } }),
      makeFinding({ id: "dose/broken" }),
      makeFinding({ id: "identity/i", outcome: ok("passed") }),
      makeFinding({
        id: "accuracy/a",
        detail: { perLayer: [1], layers: ["l"], confusion: [[1]], tied: 0, saturated: false },
      }),
      makeFinding({ id: "plain" }),
    ],
    [],
  );

  it("draws what it knows", () => {
    expect(view.transforms).toHaveLength(1);
    expect(view.charts).toHaveLength(1);
    expect(view.identities).toHaveLength(1);
    expect(view.confusions).toHaveLength(1);
  });

  it("loses no finding: whatever no drawing holds is in the table", () => {
    expect(view.findings.map(({ id }) => id)).toEqual([
      "effect/orphan/x",
      "dose/broken",
      "accuracy/a",
      "plain",
    ]);
  });

  it("has the three sides in order, and a gap for a side that was not asked", () => {
    expect(view.transforms[0]?.sides.map((side) => side?.word ?? null)).toEqual(["invariant", null, null]);
  });
});

describe("metricView", () => {
  it("carries the metric's own words", () => {
    const metric = makeMetric({ caveats: ["Beware."], formula: "1 + 1" });
    expect(metricView(metric, "metric-m", [], ["It is alike."])).toMatchObject({
      summary: ["It is alike."],
      anchor: "metric-m",
      formula: "1 + 1",
      caveats: ["Beware."],
      suites: [],
    });
  });
});
