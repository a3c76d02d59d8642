import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { expectedCosts } from "../../engine/costs.ts";
import { makePlan } from "../../engine/plan.ts";
import {
  makePlanFile,
  planText,
  readPlanFile,
  requirePlanned,
  type Selection,
} from "../../engine/plan-file.ts";
import { temporaryFolders } from "./support/folder.ts";
import { ENTRIES } from "./support/shards.ts";
import { gridSuite } from "./support/suites.ts";

const newFolder = temporaryFolders();
const selection: Selection = {
  profile: "quick",
  seed: 1,
  metric: [],
  isolate: "process",
  timeLimit: 60,
  memoryLimit: 1024,
  sandboxRead: [],
};
const plan = makePlan({ ...ENTRIES, profile: "quick", seed: 1 });
const file = makePlanFile(plan, { selection, ...ENTRIES, costs: expectedCosts("quick") });

describe("a plan as a file", () => {
  it("has every cell that will be asked, once, with its batch, metric, suite and cost", () => {
    const cells = file.batches.flatMap((batch) =>
      batch.cells.map((id, k) => ({
        id,
        metric: file.metrics[batch.metrics[k]!],
        suite: file.suites[batch.suite],
        case: batch.case,
        replicate: batch.replicate,
      })),
    );
    const skipped = new Set(plan.notApplicable.map(({ cell }) => cell));
    const expected = plan.cells
      .filter(({ id }) => !skipped.has(id))
      .map(({ id, spec }) => ({
        id,
        metric: spec.metric,
        suite: spec.suite,
        case: spec.case,
        replicate: spec.replicate,
      }));
    const sorted = (list: typeof expected): unknown[] =>
      list.map((one) => JSON.stringify(one)).sort((a, b) => (a < b ? -1 : 1));
    expect(sorted(cells as typeof expected)).toEqual(sorted(expected));
    for (const batch of file.batches)
      expect(batch.seconds).toBeCloseTo(
        batch.costs.reduce((sum, cost) => sum + cost, 0),
        3,
      );
    expect(file.sources).toEqual({ unknown: cells.length });
  });

  it("is read as it was written, and fits the same plan and no other", () => {
    const where = path.join(newFolder(), "plan.json");
    writeFileSync(where, planText(file));
    const read = readPlanFile(where);
    expect(read).toEqual(file);
    expect(() => requirePlanned(plan, read)).not.toThrow();
    const other = makePlan({ ...ENTRIES, suites: [gridSuite], profile: "quick", seed: 1 });
    expect(() => requirePlanned(other, read)).toThrow(expect.objectContaining({ code: "plan/other-cells" }));
    expect(() => requirePlanned(plan, { ...read, code: "c0de" })).toThrow(
      expect.objectContaining({ code: "plan/other-code" }),
    );
    writeFileSync(where, planText(file).replace('"etalon-plan/1"', '"etalon-plan/0"'));
    expect(() => readPlanFile(where)).toThrow(expect.objectContaining({ code: "plan/invalid" }));
    writeFileSync(where, planText(file).slice(0, 100));
    expect(() => readPlanFile(where)).toThrow(expect.objectContaining({ code: "plan/unreadable" }));
  });
});
