import { describe, expect, it } from "vitest";
import { classesFindings, foldClasses } from "../../../suites/layer-checks/classes.ts";
import type { Table } from "../../../suites/layer-checks/stage.ts";
import { metric } from "../../engine/support/metrics.ts";

const INFO = metric("told", () => 0, { direction: "distance", symmetric: false });

/** Nine networks with two layers: three of the lower classes, three of the upper ones, three untrained. */
function tableOf(of: (a: number, i: number, b: number, j: number) => number): Table {
  const places = Array.from({ length: 18 }, (_, k) => [Math.floor(k / 2), k % 2] as const);
  return {
    at: 0,
    members: Array.from({ length: 9 }, (_, k) => ({ id: `n${k}`, layers: ["first", "second"] })),
    widths: places.map(() => 4),
    rows: 10,
    values: Float64Array.from(places.flatMap(([a, i]) => places.map(([b, j]) => of(a, i, b, j)))),
    reason: undefined,
  };
}

describe("foldClasses", () => {
  it("finds layers within classes and not across where only networks of the same classes are alike", () => {
    const group = (network: number): number => Math.floor(network / 3);
    const table = tableOf((a, i, b, j) => (group(a) === group(b) ? Number(i === j) : Number(i !== j)));
    const result = foldClasses(INFO, table);
    expect([result.within.accuracy, result.across.accuracy]).toEqual([1, 0]);
    expect(result.within.leftOut).toHaveLength(6);
    // Across and untrained are equally unlike: a tie is half.
    expect(result.learned).toBe(0.5);
  });

  it("tells a metric's own values: distances positive, the mean of both directions", () => {
    const trained = (network: number): boolean => network < 6;
    const result = foldClasses(
      INFO,
      tableOf((a, _i, b) => (trained(a) && trained(b) ? -2 : -6)),
    );
    expect(result.similarity).toEqual({ within: [1, 1], across: [1, 1], untrained: [3, 3] });
    expect(classesFindings(result).at(-1)!.outcome).toEqual({ status: "ok", value: 1 });
  });
});
