import { describe, expect, it } from "vitest";
import type { CellRecord } from "../../core/cell.ts";
import { expectedCosts } from "../../engine/costs.ts";
import { makePlan, type PlannedCell } from "../../engine/plan.ts";
import { difference, mutator } from "./support/metrics.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

const plan = makePlan({ metrics: [difference, mutator], suites: [pairSuite()], profile: "quick", seed: 1 });
const cell = (metric: string, which: string): PlannedCell =>
  plan.cells.find(({ metric: id, spec }) => id === metric && spec.case === which)!;

const took = (seconds: number, { id, spec }: PlannedCell): CellRecord => ({
  cell: id,
  spec,
  outcome: { status: "ok", value: 1 },
  volatile: { seconds },
});

describe("expectedCosts", () => {
  it("takes the mean of a cell's records, else of its like, else the table, else the same for all", () => {
    const costs = expectedCosts("quick");
    expect(costs.of(cell("difference", "n-4"), "pairs").source).toBe("unknown");
    costs.learn(took(1, cell("difference", "n-4")));
    costs.learn(took(3, cell("difference", "n-4")));
    expect(costs.of(cell("difference", "n-4"), "pairs")).toEqual({ seconds: 2, source: "recorded" });
    expect(costs.of(cell("difference", "n-7"), "pairs")).toEqual({ seconds: 2, source: "alike" });
    costs.learn(took(8, cell("mutator", "n-4")));
    expect(costs.of(cell("difference", "n-7"), "pairs")).toEqual({ seconds: 2, source: "alike" });
    expect(costs.of({ ...cell("mutator", "n-7"), metric: "other" }, "pairs")).toEqual({
      seconds: 4,
      source: "alike",
    });
    expect(costs.of(cell("difference", "n-4"), "layers").source).toBe("usual");
  });

  it("uses the times of another seed, of another version and of another content of a submission", () => {
    const costs = expectedCosts("quick");
    const [grid] = makePlan({
      metrics: [difference],
      suites: [gridSuite],
      profile: "quick",
      seed: 9,
    }).cells;
    const spec = { ...grid!.spec, metric: "difference@7#abcdef", suite: "grid@4", seed: 2 };
    costs.learn({ ...took(5, grid!), spec });
    expect(costs.of(grid!, "grid")).toEqual({ seconds: 5, source: "recorded" });
  });

  it("learns nothing from what was not asked", () => {
    const costs = expectedCosts("quick");
    const record = took(0, cell("difference", "n-4"));
    costs.learn({ ...record, outcome: { status: "not-applicable", reason: "no" } });
    expect(costs.of(cell("difference", "n-4"), "pairs").source).toBe("unknown");
  });

  it("learns what was asked and turned out not to apply", () => {
    const costs = expectedCosts("quick");
    costs.learn({
      ...took(0.25, cell("difference", "n-4")),
      outcome: { status: "not-applicable", reason: "no" },
    });
    costs.learn(took(8, cell("difference", "n-7")));
    expect(costs.of(cell("difference", "n-4"), "pairs")).toEqual({ seconds: 0.25, source: "recorded" });
  });
});
