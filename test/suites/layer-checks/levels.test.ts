import { describe, expect, it } from "vitest";
import { foldLevels, levelFindings } from "../../../suites/layer-checks/levels.ts";
import type { Table } from "../../../suites/layer-checks/stage.ts";
import { metric } from "../../engine/support/metrics.ts";

const INFO = metric("told", () => 0, { direction: "similarity", symmetric: true });

/** Three networks with two layers of 5 and 15 units at each level; corresponding layers have the score `alike`. */
const level = (at: number, alike: number): Table => ({
  at,
  members: Array.from({ length: 3 }, (_, k) => ({ id: `n${k}`, layers: ["first", "second"] })),
  widths: [5, 15, 5, 15, 5, 15],
  rows: 100,
  values: Float64Array.from({ length: 36 }, (_, k) => ((Math.floor(k / 6) + k) % 2 === 0 ? alike : 0.5)),
  reason: undefined,
});

describe("levelFindings", () => {
  it("gives the curve of accuracy and its mean", () => {
    const found = levelFindings(
      INFO,
      "examples",
      foldLevels(INFO, [level(50, 0.2), level(100, 0.5), level(200, 0.9)]),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      outcome: { status: "ok", value: 0.5 },
      chance: 0.5,
      detail: { curves: [{ x: [50, 100, 200], y: [0, 0.5, 1] }], levels: [{ unitsPerRow: 0.1 }, {}, {}] },
    });
  });

  it("says whether similarity rises with width, for distances too", () => {
    const rising = [level(0.5, 0.2), level(1, 0.6), level(2, 0.9)];
    expect(levelFindings(INFO, "width", foldLevels(INFO, rising))[1]!.outcome).toEqual({
      status: "ok",
      value: 1,
    });
    const distance = { ...INFO, direction: "distance" as const };
    const asDistances = rising.map((one) => ({ ...one, values: one.values.map((value) => -1 / value) }));
    expect(levelFindings(distance, "width", foldLevels(distance, asDistances))[1]!.outcome).toEqual({
      status: "ok",
      value: 1,
    });
  });

  it("leaves out a level without a value", () => {
    const none = { ...level(100, 0), values: new Float64Array(36).fill(NaN) };
    expect(foldLevels(INFO, [level(50, 0.9), none]).map(({ at }) => at)).toEqual([50]);
    expect(levelFindings(INFO, "examples", [])[0]!.outcome.status).toBe("undefined");
  });
});
