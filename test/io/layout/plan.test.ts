import { describe, expect, it } from "vitest";
import type { Layout, Policy } from "../../../io/layout/layout.ts";
import { plan } from "../../../io/layout/plan.ts";
import { expectFault } from "../support/faults.ts";

const made = (shape: readonly number[], layout: Layout = {}) => plan(shape, layout, "a.npy");

describe("plan", () => {
  it.each<[number[], Layout, { rows: number; cols: number }]>([
    [[5], {}, { rows: 5, cols: 1 }],
    [[5, 3], {}, { rows: 5, cols: 3 }],
    [[5, 3], { policy: "pool" }, { rows: 5, cols: 3 }],
    [[5, 3], { policy: "positions", channels: "first" }, { rows: 5, cols: 3 }],
    [[5, 3, 4, 2], { policy: "flatten" }, { rows: 5, cols: 24 }],
    [[5, 3, 4, 2], { policy: "pool", channels: "first" }, { rows: 5, cols: 3 }],
    [[5, 3, 4, 2], { policy: "pool", channels: "last" }, { rows: 5, cols: 2 }],
    [[5, 3, 4, 2], { policy: "positions", channels: "first" }, { rows: 40, cols: 3 }],
    [[5, 3, 4, 2], { policy: "positions", channels: "last" }, { rows: 60, cols: 2 }],
    [[5, 7, 2], { policy: "positions", channels: "last" }, { rows: 35, cols: 2 }],
    [[5, 3, 9], { trials: 2 }, { rows: 5, cols: 3 }],
    [[5, 3, 9], { trials: -1 }, { rows: 5, cols: 3 }],
    [[9, 5, 3], { trials: 0 }, { rows: 5, cols: 3 }],
    [[5, 9], { trials: 1 }, { rows: 5, cols: 1 }],
    [[5, 9, 3, 4, 2], { trials: 1, policy: "pool", channels: "first" }, { rows: 5, cols: 3 }],
    [[0, 3], {}, { rows: 0, cols: 3 }],
  ])("%j with %j", (shape, layout, { rows, cols }) => {
    const { stimuli, rowsPerStimulus, cols: width, trials } = made(shape, layout);
    expect([stimuli * rowsPerStimulus, width]).toEqual([rows, cols]);
    expect(trials?.count).toBe(layout.trials === undefined ? undefined : 9);
  });

  it("knows what lies around the trials of one stimulus", () => {
    const layout = { policy: "flatten", trials: 2 } as const;
    expect(made([5, 3, 9, 4, 2], layout).around).toEqual({ outer: 3, inner: 8 });
  });

  it.each<[number[], Layout, string, string]>([
    [
      [],
      {},
      "io/not-a-matrix",
      "must have two dimensions, stimuli × units (got a single value); save the activations",
    ],
    [
      [5, 3, 4],
      {},
      "io/not-a-matrix",
      "(got 5×3×4); choose --policy flatten|pool|positions, the latter two with --channels first|last, or --trials AXIS",
    ],
    [[5, 3, 4, 2], { trials: 3 }, "io/not-a-matrix", "(got 5×3×4)"],
    [
      [5, 3, 4],
      { policy: "mean" as Policy },
      "io/policy",
      "policy must be one that is known (got mean); use flatten, pool, positions",
    ],
    [
      [5, 3, 4],
      { policy: "pool" },
      "io/policy",
      "the policy pool must know where the channels are (got 5×3×4 and channels undefined); choose --channels first",
    ],
    [[5, 3, 4], { policy: "positions", channels: "middle" as "last" }, "io/policy", "channels middle"],
    [[5, 3, 0], { policy: "pool", channels: "first" }, "io/policy", "has no position to take the mean of"],
    [[5, 3], { trials: 2 }, "io/trials", "has no such axis of trials (got axis 2 of 5×3)"],
    [[5, 3], { trials: -3 }, "io/trials", "got axis -3"],
    [[5, 3], { trials: 0.5 }, "io/trials", "got axis 0.5"],
    [[5], { trials: 0 }, "io/trials", "beside which there is one of stimuli"],
    [[5, 3, 0], { trials: 2 }, "io/trials", "has no trial"],
  ])("refuses %j with %j", async (shape, layout, code, message) => {
    await expectFault(() => made(shape, layout), "a.npy: ", code, message);
  });
});
