import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePlan } from "../../engine/plan.ts";
import { batchId, partOf, requireShard, shardsByCost, shardsByHash } from "../../engine/sharding.ts";
import { dice, difference } from "./support/metrics.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

const suites = [pairSuite([4, 5, 6, 7, 8, 9], 5), gridSuite];
const plan = makePlan({ metrics: [difference, dice], suites, profile: "quick", seed: 1 });

describe("shardsByHash", () => {
  it("cuts a plan into parts that are disjoint and whole, each batch in one piece", () => {
    for (const of of [1, 2, 3, 50]) {
      const shards = shardsByHash(plan.batches, of);
      const parts = Array.from({ length: of }, (_, k) => partOf(plan, shards, { index: k + 1, of }));
      const cells = parts.flatMap((part) => part.cells.map(({ id }) => id));
      expect([...cells].sort()).toEqual(
        plan.batches.flatMap((batch) => batch.cells.map(({ id }) => id)).sort(),
      );
      expect(parts.flatMap(({ batches }) => batches)).toHaveLength(plan.batches.length);
      expect(parts.flatMap(({ notApplicable }) => notApplicable)).toEqual([]);
    }
  });

  it("leaves a batch in its shard when metrics, cases or suites are added", () => {
    const small = makePlan({ metrics: [difference], suites: [pairSuite([6], 5)], profile: "quick", seed: 1 });
    const all = new Map(shardsByHash(plan.batches, 4).map((shard, k) => [batchId(plan.batches[k]!), shard]));
    const own = shardsByHash(small.batches, 4);
    expect(own).toHaveLength(5);
    expect(small.batches.map((batch) => all.get(batchId(batch)))).toEqual(own);
  });
});

describe("shardsByCost", () => {
  const costs = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 });
  const named = (seconds: readonly number[]): string[] => seconds.map((_, k) => `batch-${k}`);

  /** The least that the fullest shard can have, by trying everything. */
  function best(seconds: readonly number[], loads: readonly number[]): number {
    const [first, ...rest] = seconds;
    if (first === undefined) return Math.max(...loads);
    return Math.min(...loads.map((_, k) => best(rest, loads.with(k, loads[k]! + first))));
  }

  it("is within Graham's bound of the best that is possible", () => {
    const few = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 3 }), (seconds, of) => {
        const loads = new Array<number>(of).fill(0);
        for (const [k, shard] of shardsByCost(named(seconds), seconds, of).entries())
          loads[shard - 1]! += seconds[k]!;
        const least = best(seconds, new Array<number>(of).fill(0));
        expect(Math.max(...loads)).toBeLessThanOrEqual((4 / 3 - 1 / (3 * of)) * least + 1e-9);
      }),
    );
  });

  it("does not depend on the order in which batches are given", () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 5 }), (seconds, of) => {
        const names = named(seconds);
        const forward = shardsByCost(names, seconds, of);
        const backward = shardsByCost([...names].reverse(), [...seconds].reverse(), of);
        expect(backward.reverse()).toEqual(forward);
      }),
    );
  });
});

describe("requireShard", () => {
  it.each([
    [0, 3],
    [4, 3],
    [1.5, 3],
    [1, NaN],
  ])("refuses %s of %s", (index, of) => {
    expect(() => requireShard({ index, of })).toThrow(expect.objectContaining({ code: "shard/index" }));
  });
});
