import { describe, expect, it } from "vitest";
import { WIDTH, rangeView } from "../../../reports/view/interval.ts";

const UNIT = { kind: "linear", low: 0, high: 1 } as const;

describe("rangeView", () => {
  it("keeps room for the dot at both ends", () => {
    expect(rangeView(UNIT, 0, undefined, undefined)).toEqual({ at: 4, bar: null, chance: null });
    expect(rangeView(UNIT, 1, undefined, undefined).at).toBe(WIDTH - 4);
  });

  it("places the interval about the value and the chance level beside it", () => {
    const view = rangeView(UNIT, 0.5, { low: 0.25, high: 0.75, level: 0.95, method: "" }, 1 / 8);
    expect(view).toEqual({ at: 32, bar: { from: 18, to: 46 }, chance: { at: 11 } });
  });
});
