import { describe, expect, it } from "vitest";
import type { Finding } from "../../../core/finding.ts";
import { ok } from "../../../core/outcome.ts";
import type { Result } from "../../../core/result.ts";
import { rankMetrics } from "../../../reports/ranking/rank.ts";
import { rowMaker, type RowHead } from "../../../reports/view/heads.ts";
import { paretoView, type ParetoView } from "../../../reports/view/pareto.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

/** Accuracy and seconds by metric; no seconds where `undefined`. */
function view(
  values: Readonly<Record<string, readonly [number, number | undefined]>>,
): ParetoView | undefined {
  const metrics = Object.keys(values).map((id) => makeMetric({ id, title: `The ${id}` }));
  const findings = Object.entries(values).map(([metric, [accuracy]]) =>
    makeFinding({ metric, id: "accuracy", role: "quality", better: "higher", outcome: ok(accuracy) }),
  );
  const times = Object.entries(values).flatMap(([metric, [, seconds]]): Finding[] =>
    seconds === undefined
      ? []
      : [
          makeFinding({
            metric,
            suite: "cost",
            id: "seconds/standard",
            role: "description",
            outcome: ok(seconds),
          }),
        ],
  );
  const result: Result = makeResult({
    metrics,
    findings,
    volatile: { ...makeResult().volatile, findings: times },
  });
  const heads = new Map<string, RowHead>();
  for (const { rows } of rowMaker(result)(() => ({}))) for (const { head } of rows) heads.set(head.id, head);
  return paretoView(result, rankMetrics(result), heads);
}

describe("paretoView", () => {
  const three = view({ fast: [0.2, 0.001], good: [0.9, 0.1], worse: [0.5, 1], timeless: [1, undefined] })!;

  it("places metrics by time and by the share of duels won, better ones higher and dearer ones to the right", () => {
    const [fast, good, worse] = three.points.toSorted((a, b) => a.x - b.x);
    expect(three.points).toHaveLength(3);
    expect(fast!.words).toMatch(/^The fast/);
    expect(good!.words).toMatch(/^The good/);
    expect(good!.y).toBeLessThan(worse!.y);
    expect(worse!.y).toBeLessThan(fast!.y);
    // Three powers of ten: 1 ms at the left end, 1 s at the right one.
    expect([fast!.x, worse!.x]).toEqual([52, 612]);
    expect(good!.x).toBeCloseTo(52 + (560 * 2) / 3, 0);
  });

  it("names and joins the front, in the drawing and in words", () => {
    expect(three.points.flatMap(({ front, words }) => (front ? [words.slice(0, 8)] : [])).sort()).toEqual([
      "The fast",
      "The good",
    ]);
    expect(three.labels.map(({ text }) => text)).toEqual(["fast", "good"]);
    expect(three.front).toEqual([
      "The fast: 0.0\u202f% of duels won, 1 ms",
      "The good: 66.7\u202f% of duels won, 100 ms",
    ]);
    expect(three.line.match(/[ML]/g)).toEqual(["M", "L"]);
  });

  it("keeps labels of neighbours apart", () => {
    const close = view({ a: [0.1, 0.0101], b: [0.2, 0.0102], c: [0.3, 0.0103], d: [0.31, 0.0104] })!;
    const ys = close.labels.map(({ y }) => y);
    ys.forEach((y, k) => k > 0 && expect(ys[k - 1]! - y).toBeGreaterThanOrEqual(12));
  });

  it("draws nothing without times to compare", () => {
    expect(view({ a: [0.5, 1], b: [0.4, undefined] })).toBeUndefined();
  });
});
