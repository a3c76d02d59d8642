import { describe, expect, it } from "vitest";
import { blockFinding, depthFinding, foldBlock, foldDepth } from "../../../suites/layer-checks/depth.ts";
import type { Table } from "../../../suites/layer-checks/stage.ts";
import { metric } from "../../engine/support/metrics.ts";

const INFO = metric("told", () => 0, { direction: "similarity", symmetric: true });

/** Networks of these depths; a score is a function of the places of both layers, 0 first and 1 last. */
function tableOf(depths: readonly number[], of: (x: number, y: number) => number): Table {
  const places = depths.flatMap((depth) => Array.from({ length: depth }, (_, i) => i / (depth - 1)));
  return {
    at: 0,
    members: depths.map((depth, k) => ({
      id: `n${k}`,
      layers: Array.from({ length: depth }, (_, i) => `l${i}`),
    })),
    widths: places.map(() => 4),
    rows: 10,
    values: Float64Array.from(places.flatMap((x) => places.map((y) => of(x, y)))),
    reason: undefined,
  };
}

describe("foldDepth", () => {
  it("is 1 where deeper layers have deeper partners, −1 where it is the other way, 0 where all are tied", () => {
    const depths = [4, 4, 6, 6, 7];
    const near = foldDepth(tableOf(depths, (x, y) => -((x - y) ** 2)));
    expect(near.order).toBeGreaterThan(0.97);
    expect(depthFinding(near).interval!.high).toBeLessThanOrEqual(1);
    expect(foldDepth(tableOf(depths, (x, y) => (x - y) ** 2)).order).toBeLessThan(-0.8);
    expect(foldDepth(tableOf(depths, () => 1)).order).toBe(0);
  });

  it("compares networks of different depths alone", () => {
    const { matches } = foldDepth(tableOf([3, 3, 5], (x, y) => -Math.abs(x - y)));
    expect(matches.map(({ from, to }) => [from, to])).toEqual([
      [3, 5],
      [5, 3],
    ]);
    expect(matches[0]!.place).toEqual([0, 0.5, 1]);
  });
});

describe("foldBlock", () => {
  it("is 1 where scores fall with the difference of what probes read", () => {
    const probes = [0.1, 0.5, 0.6, 0.95];
    const table = tableOf([4], () => 0);
    probes.forEach((p, i) => probes.forEach((q, j) => (table.values[4 * i + j] = 1 - Math.abs(p - q))));
    const block = foldBlock(INFO, table, probes);
    expect(block.order).toBeCloseTo(1, 12);
    expect(block.similarity[0]).toEqual([1, 0.6, 0.5, expect.closeTo(0.15, 12)]);
    expect(blockFinding(block).detail).toMatchObject({ probes });
  });
});
