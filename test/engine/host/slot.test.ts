import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../core/outcome.ts";
import { ok } from "../../../core/outcome.ts";
import type { BatchMessage } from "../../../engine/host/messages.ts";
import { createSlot } from "../../../engine/host/slot.ts";
import type { WorkerProcess } from "../../../engine/host/worker-process.ts";
import { type Batch, makePlan } from "../../../engine/plan.ts";
import { dice, difference, killer } from "../support/metrics.ts";
import { gridSuite } from "../support/suites.ts";

const never = new AbortController().signal;

const [batch] = makePlan({
  metrics: [dice, killer, difference],
  suites: [gridSuite],
  profile: "quick",
  seed: 1,
}).batches;

/** Processes in which asking `killer` is the end; what each was asked is kept. */
function processes(): { asked: string[][]; start: () => Promise<WorkerProcess> } {
  const asked: string[][] = [];
  const start = (): Promise<WorkerProcess> => {
    const own: string[] = [];
    asked.push(own);
    return Promise.resolve({
      run: ({ metrics }: BatchMessage, answered) => {
        for (const [index, metric] of metrics.entries()) {
          own.push(metric);
          if (metric === "killer") return Promise.resolve({ died: true, how: "signal SIGKILL" });
          answered({ index, outcome: ok(index), seconds: 0 });
        }
        return Promise.resolve({ died: false });
      },
    });
  };
  return { asked, start };
}

describe("a slot", () => {
  it("keeps its process for the next batch", async () => {
    const { asked, start } = processes();
    const slot = createSlot(start, never);
    const harmless: Batch = { ...batch!, cells: batch!.cells.filter(({ metric }) => metric !== "killer") };
    for (let k = 0; k < 3; k++) await slot.execute(harmless, () => undefined);
    expect(asked).toEqual([Array.from({ length: 3 }, () => ["dice", "difference"]).flat()]);
  });

  it("asks alone what a dead process has left, and calls crashed only what dies alone", async () => {
    const { asked, start } = processes();
    const outcomes: [string, Outcome][] = [];
    await createSlot(start, never).execute(batch!, ({ metric }, outcome) => outcomes.push([metric, outcome]));
    expect(asked).toEqual([["dice", "killer"], ["killer"], ["difference", "killer"]]);
    expect(outcomes).toEqual([
      ["dice", ok(0)],
      ["difference", ok(0)],
      ["killer", { status: "crashed", message: "its process ended with signal SIGKILL" }],
    ]);
  });

  it("drops what comes after it was stopped", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const outcomes: string[] = [];
    const executing = createSlot(processes().start, stop.signal).execute(batch!, ({ metric }) => {
      outcomes.push(metric);
      stop.abort(reason);
    });
    await expect(executing).rejects.toBe(reason);
    expect(outcomes).toEqual(["dice"]);
  });
});
