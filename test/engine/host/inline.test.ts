import { describe, expect, it } from "vitest";
import { runInline } from "../../../engine/host/inline.ts";
import { makePlan } from "../../../engine/plan.ts";
import { difference, thrower } from "../support/metrics.ts";
import { gridSuite, pairSuite } from "../support/suites.ts";

const catalogue = { metrics: [difference, thrower], suites: [pairSuite(), gridSuite] };
const open = { profile: "quick", seed: 1 } as const;
const { batches, cells } = makePlan({ ...catalogue, ...open });

describe("runInline", () => {
  it("answers every cell once, in order", async () => {
    const seen: string[] = [];
    await runInline(batches, catalogue, open, new AbortController().signal, ({ id }) => seen.push(id));
    expect(seen).toEqual(cells.map(({ id }) => id));
  });

  it("stops between two answers with the reason given", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let seen = 0;
    const running = runInline(batches, catalogue, open, controller.signal, () => {
      if (++seen === 3) controller.abort(reason);
    });
    await expect(running).rejects.toBe(reason);
    expect(seen).toBe(3);
  });
});
