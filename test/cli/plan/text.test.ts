import { describe, expect, it } from "vitest";
import { planLines, summaryOf } from "../../../cli/plan/text.ts";
import type { PlanFile } from "../../../engine/plan-file.ts";

const batch = (suite: number, seconds: number, cells: number): PlanFile["batches"][number] => ({
  id: `${suite}-${seconds}`,
  suite,
  case: "c",
  replicate: 0,
  seconds,
  cells: Array.from({ length: cells }, (_, k) => `${suite}-${seconds}-${k}`),
  metrics: new Array<number>(cells).fill(0),
  costs: new Array<number>(cells).fill(seconds / cells),
});

const plan: PlanFile = {
  schema: "etalon-plan/1",
  etalon: "1.0.0",
  code: "c0de",
  plan: "9a5f",
  selection: {
    profile: "quick",
    seed: 1,
    metric: [],
    isolate: "process",
    timeLimit: 1,
    memoryLimit: 1,
    sandboxRead: [],
  },
  metrics: ["nbs@1"],
  suites: ["cheap@1", "dear@2"],
  notApplicable: 4,
  sources: { recorded: 5, unknown: 2 },
  batches: [batch(0, 3, 2), batch(1, 40, 3), batch(1, 60, 1), batch(0, 1, 1)],
};

describe("summaryOf", () => {
  it("adds up suites, and says how many shards the largest batch allows", () => {
    expect(summaryOf(plan)).toMatchObject({
      cells: 7,
      batches: 4,
      seconds: 104,
      largest: 60,
      usefulShards: 2,
      suites: [
        { suite: "cheap@1", batches: 2, cells: 3, seconds: 4, largest: 3 },
        { suite: "dear@2", batches: 2, cells: 4, seconds: 100, largest: 60 },
      ],
    });
    expect(summaryOf({ ...plan, batches: [] })).toMatchObject({ cells: 0, seconds: 0, usefulShards: 1 });
  });
});

describe("planLines", () => {
  it("puts the dearest suite first and says where costs are known from", () => {
    const lines = planLines(summaryOf(plan));
    expect(lines[1]).toMatch(/^dear@2 +4 +2 +1 min 40 s +1 min 00 s +96 %$/);
    expect(lines.slice(-3)).toEqual([
      "7 cells in 4 batches (and 4 that do not apply): 1 min 44 s for one process",
      "costs of cells: 5 recorded, 2 unknown, taken as equal",
      "up to 2 shards: the largest batch takes 1 min 00 s and is never cut",
    ]);
  });
});
