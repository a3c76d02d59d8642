import { describe, expect, it } from "vitest";
import { rankMetrics } from "../../../reports/ranking/rank.ts";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { rowMaker } from "../../../reports/view/heads.ts";
import { leaderboardView } from "../../../reports/view/leaderboard.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const coverage = { suite: "s", planned: 4, ok: 4, undefined: 0, notApplicable: 0, failed: 0 };
const result = makeResult({
  metrics: [makeMetric({ id: "a" }), makeMetric({ id: "b", direction: "distance", range: [0, "Infinity"] })],
  findings: [makeFinding({ metric: "a", id: "p" }), makeFinding({ metric: "b", id: "q" })],
  coverage: [
    { ...coverage, metric: "a" },
    { ...coverage, metric: "b", ok: 1, failed: 3 },
  ],
});

describe("leaderboardView", () => {
  const view = leaderboardView(result, indexFindings(result), rowMaker(result), rankMetrics(result));
  const rows = view.bodies[0]?.rows ?? [];

  it("has a cell for each metric and column", () => {
    expect(view.width).toBe(6);
    expect(rows.map(({ cells }) => cells.map(({ value }) => value.text))).toEqual([
      ["0.500", "none"],
      ["none", "0.500"],
    ]);
  });

  it("says why a metric has no place in an overall order", () => {
    expect(rows.map(({ unranked }) => unranked)).toEqual(["nothing to rank by", "nothing to rank by"]);
  });

  it("says direction, range and coverage of each metric", () => {
    expect(rows[1]).toMatchObject({
      direction: "distance ↓",
      range: "[0, ∞)",
      coverage: { text: "1 / 4", troubled: true },
    });
    expect(rows[0]?.coverage.text).toBe("4 / 4");
  });
});
