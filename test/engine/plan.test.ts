import { describe, expect, it } from "vitest";
import { cellId } from "../../core/cell.ts";
import type { Metric } from "../../core/metric.ts";
import type { Suite } from "../../core/suite.ts";
import { byCost, makePlan, type Plan } from "../../engine/plan.ts";
import { difference, dice, thrower } from "./support/metrics.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

const suites = (...sizes: number[]): Suite[] => [pairSuite(sizes), gridSuite];
const plan = (metrics = [difference, dice], of = suites(4, 7), seed = 1): Plan =>
  makePlan({ metrics, suites: of, profile: "quick", seed });
const ids = ({ cells }: Plan): string[] => cells.map(({ id }) => id);

describe("makePlan", () => {
  it("has a cell for each metric, suite, case and replicate, named by its content", () => {
    const { cells } = plan();
    expect(cells).toHaveLength(2 * (2 * 2 + 1));
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    expect(cells[1]).toEqual({
      id: cellId(cells[1]!.spec),
      metric: "dice",
      spec: {
        metric: "dice@1",
        suite: "pairs@3",
        case: "n-4",
        params: { n: 4, p: 3 },
        replicate: 0,
        seed: 1,
      },
    });
  });

  it("takes a submission with another content for another metric: its stored outcomes are not its own", () => {
    const submitted = (hash: string): Metric => ({
      ...difference,
      submission: { kind: "file", hash, isolation: "process" },
    });
    const [first, second] = [plan([submitted("aa"), dice]), plan([submitted("bb"), dice])];
    expect(first.cells[0]!.spec.metric).toBe("difference@1#aa");
    const kept = ids(first).filter((id) => ids(second).includes(id));
    expect(kept).toEqual(first.cells.filter(({ metric }) => metric === "dice").map(({ id }) => id));
  });

  it("puts cells that share data into one batch, and those that do not apply into none", () => {
    const { batches, notApplicable } = plan();
    expect(
      batches.map(({ suite, case: which, replicate, cells }) => [suite, which.id, replicate, cells.length]),
    ).toEqual([
      ["pairs", "n-4", 0, 1],
      ["pairs", "n-4", 1, 1],
      ["pairs", "n-7", 0, 1],
      ["pairs", "n-7", 1, 1],
      ["grid", "all", 0, 2],
    ]);
    expect(notApplicable).toHaveLength(4);
    expect(notApplicable[0]).toMatchObject({
      spec: { metric: "dice@1" },
      outcome: { status: "not-applicable", reason: "it does not look at the data" },
    });
  });

  it("asks heavy metrics in quick about one data set of the suites that allow it, in full about all", () => {
    const heavy = { ...difference, heavy: true };
    const allowing = { ...pairSuite([4]), heavyInQuick: true };
    const asked = (profile: "quick" | "full", suite: Suite): number =>
      makePlan({ metrics: [heavy], suites: [suite], profile, seed: 1 }).batches.length;
    expect([asked("quick", pairSuite([4])), asked("quick", allowing), asked("full", allowing)]).toEqual([
      0, 1, 2,
    ]);
    const { notApplicable } = makePlan({
      metrics: [heavy],
      suites: [pairSuite([4])],
      profile: "quick",
      seed: 1,
    });
    expect(notApplicable[0]?.outcome).toMatchObject({
      reason: expect.stringContaining("full profile") as string,
    });
  });

  it("keeps every id when a case, a metric or a suite is added", () => {
    const before = ids(plan([difference], [pairSuite([4])]));
    const after = new Set(ids(plan([thrower, difference, dice], suites(9, 4))));
    expect(before.filter((id) => !after.has(id))).toEqual([]);
  });

  it("moves every id with the seed and with a version", () => {
    const before = new Set(ids(plan()));
    const reseeded = ids(plan([difference, dice], suites(4, 7), 2));
    const newVersion = ids(plan([{ ...difference, version: 2 }, dice]));
    expect(reseeded.filter((id) => before.has(id))).toEqual([]);
    expect(newVersion.filter((id) => !before.has(id))).toHaveLength(5);
  });

  it("has a hash of which cells there are, not of their order", () => {
    const { hash } = plan();
    expect(plan([dice, difference], [...suites(7, 4)].reverse()).hash).toBe(hash);
    expect(plan([dice, difference], suites(4)).hash).not.toBe(hash);
    expect(
      makePlan({ metrics: [difference, dice], suites: suites(4, 7), profile: "full", seed: 1 }).hash,
    ).not.toBe(hash);
  });

  it("refuses two of one id, and cases without a replicate", () => {
    const withCode = (code: string): unknown => expect.objectContaining({ code });
    expect(() => plan([dice, dice])).toThrow(withCode("plan/duplicate"));
    expect(() => plan([dice], suites(4, 4))).toThrow(withCode("plan/duplicate"));
    expect(() => plan([dice], [gridSuite, gridSuite])).toThrow(withCode("plan/duplicate"));
    for (const replicates of [0, -1, 1.5, NaN]) {
      expect(() => plan([dice], [pairSuite([4], replicates)])).toThrow(withCode("plan/replicates"));
    }
  });
});

describe("byCost", () => {
  it("begins with the suite of few batches and a sample of every other, and loses none", () => {
    const { batches } = plan();
    const [pair0, pair1, pair2, pair3, grid] = batches;
    expect(byCost(batches)).toEqual([grid, pair3, pair0, pair1, pair2]);
    expect(byCost([])).toEqual([]);
  });

  it("begins within a suite with the case that is not put to every metric", () => {
    const picky: Suite = {
      ...pairSuite([4, 7], 1),
      applies: (metric, which) => metric.id === "dice" || which.id === "n-4" || "too large",
    };
    expect(byCost(plan([difference, dice], [picky]).batches).map(({ case: which }) => which.id)).toEqual([
      "n-7",
      "n-4",
    ]);
  });
});
