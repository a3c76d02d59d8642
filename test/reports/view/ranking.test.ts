import { describe, expect, it } from "vitest";
import { failed, ok } from "../../../core/outcome.ts";
import { rankMetrics } from "../../../reports/ranking/rank.ts";
import { rowMaker, type RowHead } from "../../../reports/view/heads.ts";
import { rankingView, unrankedWord } from "../../../reports/view/ranking.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const quality = { role: "quality", better: "higher" } as const;
const result = makeResult({
  metrics: ["low", "high", "broken"].map((id) => makeMetric({ id })),
  findings: [
    makeFinding({ metric: "low", ...quality, outcome: ok(1) }),
    makeFinding({
      metric: "high",
      ...quality,
      outcome: ok(2),
      interval: { low: 0, high: 4, level: 0.95, method: "t" },
    }),
    makeFinding({ metric: "broken", ...quality, outcome: failed("metric/threw", "oops") }),
  ],
});
const heads = new Map<string, RowHead>();
for (const { rows } of rowMaker(result)(() => ({}))) for (const { head } of rows) heads.set(head.id, head);

describe("rankingView", () => {
  const view = rankingView(result, rankMetrics(result), heads)!;

  it("lists the ranked, best first, with the interval of the rank where it is not one place", () => {
    expect(
      view.ranked.map(({ head, rank, interval, share, values }) => [head.id, rank, interval, share, values]),
    ).toEqual([
      ["high", "1", "1–2", "100.0\u202f%", "1 / 1"],
      ["low", "2", "1–2", "0.0\u202f%", "1 / 1"],
    ]);
    expect(view.columns).toBe("1 quality finding");
    expect(view.pareto).toBeNull();
  });

  it("lists the others with the reason", () => {
    expect(view.unranked).toMatchObject([
      { head: { id: "broken" }, word: "incomplete", reason: expect.stringContaining("oops") as string },
    ]);
    expect(unrankedWord(rankMetrics(result), "broken")).toBe("incomplete");
    expect(unrankedWord(rankMetrics(result), "low")).toBe("");
  });

  it("is nothing where nobody has a place", () => {
    const none = makeResult();
    expect(rankingView(none, rankMetrics(none), heads)).toBeUndefined();
  });
});
