import { describe, expect, it } from "vitest";
import type { Finding } from "../../../core/finding.ts";
import { failed, ok } from "../../../core/outcome.ts";
import type { Result } from "../../../core/result.ts";
import { rankMetrics } from "../../../reports/ranking/rank.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const IDS = ["good", "fair", "poor"];

/** Three metrics in two columns; `half` is the half-width of each interval. */
function resultOf(half: number | undefined, more: readonly Finding[] = []): Result {
  const values: Record<string, [number, number]> = { good: [0.9, 1], fair: [0.6, 2], poor: [0.3, 3] };
  const findings = IDS.flatMap((metric) =>
    (["up", "down"] as const).map((id, k) => {
      const value = values[metric]![k]!;
      const interval =
        half === undefined
          ? {}
          : { interval: { low: value - half, high: value + half, level: 0.95, method: "t" } };
      const better = k === 0 ? "higher" : "lower";
      return makeFinding({ metric, id, role: "quality", better, outcome: ok(value), ...interval });
    }),
  );
  return makeResult({ metrics: IDS.map((id) => makeMetric({ id })), findings: [...findings, ...more] });
}

const signal = (metric: string, value: string): Finding =>
  makeFinding({ metric, id: "signal", role: "contract", outcome: ok(value) });

describe("rankMetrics", () => {
  it("orders by the count over all columns, each in its own direction", () => {
    const { ranked, columns, signalKnown } = rankMetrics(resultOf(undefined));
    expect(ranked.map(({ metric, rank, share }) => [metric, rank, share])).toEqual([
      ["good", 1, 1],
      ["fair", 2, 0.5],
      ["poor", 3, 0],
    ]);
    expect([columns.length, signalKnown]).toEqual([2, false]);
  });

  it("has an interval of the rank that is as wide as the findings allow", () => {
    const ends = (half: number | undefined): unknown =>
      rankMetrics(resultOf(half)).ranked.map(({ low, high }) => [low, high]);
    expect(ends(undefined)).toEqual([[1, 1], [2, 2], [3, 3]]); // prettier-ignore
    expect(ends(0.01)).toEqual([[1, 1], [2, 2], [3, 3]]); // prettier-ignore
    expect(ends(50)).toEqual([[1, 3], [1, 3], [1, 3]]); // prettier-ignore
  });

  it("is the same again, whatever the order of the metrics", () => {
    const result = resultOf(1);
    const turned = {
      ...result,
      metrics: result.metrics.toReversed(),
      findings: result.findings.toReversed(),
    };
    expect(rankMetrics(turned).ranked).toEqual(rankMetrics(result).ranked);
  });

  it("leaves who has no signal, or no value, out of all duels", () => {
    const signals = [signal("good", "failed"), signal("fair", "passed"), signal("poor", "passed")];
    const { ranked, unranked, signalKnown } = rankMetrics(resultOf(undefined, signals));
    expect(ranked.map(({ metric, share }) => [metric, share])).toEqual([["fair", 1], ["poor", 0]]); // prettier-ignore
    expect([...unranked.keys(), signalKnown]).toEqual(["good", true]);
    const broken = resultOf(undefined);
    const findings = broken.findings.map((finding) =>
      finding.metric === "fair" && finding.id === "up" ? { ...finding, outcome: failed("x", "y") } : finding,
    );
    expect(rankMetrics({ ...broken, findings }).unranked.get("fair")?.word).toBe("incomplete");
  });
});
