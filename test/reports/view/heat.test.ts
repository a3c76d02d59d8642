import { describe, expect, it } from "vitest";
import { heatLevel, heatText, heatView } from "../../../reports/view/heat.ts";

describe("heatLevel", () => {
  it.each([
    [0, 0],
    [1e-6, 1],
    [0.04, 1],
    [0.5, 5],
    [0.96, 10],
    [1, 10],
    [1.5, 10],
    [-1, 0],
  ])("of %d is %d", (share, level) => expect(heatLevel(share)).toBe(level));
});

describe("heatView, heatText", () => {
  it("writes per cent without the sign; a zero only where every cell is wanted", () => {
    expect(heatView(0.876)).toEqual({ level: 9, text: "88" });
    expect(heatView(0).text).toBe("0");
    expect(heatText(0)).toBe("");
    expect(heatText(0.001)).toBe("0");
  });
});
