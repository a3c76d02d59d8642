import { describe, expect, it } from "vitest";
import { CHART_HEIGHT, CHART_WIDTH, doseCharts } from "../../../reports/view/dose.ts";
import type { DoseChart } from "../../../reports/view/dose.ts";
import { makeFinding } from "../make.ts";

function made(id: string, dose: number[], effect: number[], title = "T"): ReturnType<typeof makeFinding> {
  return makeFinding({ id, title, detail: { dose, effect, unit: "degrees", label: "angle" } });
}

function chart(dose: number[], effect: number[]): DoseChart {
  const [only] = doseCharts([made("dose/d", dose, effect)]);
  if (only === undefined) throw new Error("no chart");
  return only;
}

const pointsOf = ({ curves }: DoseChart): number[][] =>
  (curves[0]?.line ?? "")
    .slice(1)
    .split("L")
    .map((pair) => pair.split(" ").map(Number));

describe("doseCharts", () => {
  it("run from the lower left to the upper right for a growing effect", () => {
    expect(pointsOf(chart([0, 45, 90], [0, 0.5, 1]))).toEqual([
      [44, 106],
      [124, 57],
      [204, 8],
    ]);
  });

  it("space doses over powers of ten evenly", () => {
    const drawn = chart([10, 100, 1e3, 1e4, 1e5, 1e6], [0, 0, 0, 0, 0, 1]);
    expect(pointsOf(drawn).map(([x]) => x)).toEqual([44, 76, 108, 140, 172, 204]);
    expect(drawn.xTicks.map(({ text }) => text)).toEqual(["10", "100", "1000", "10⁴", "10⁵", "10⁶"]);
  });

  it("do not stretch rounding noise into a curve", () => {
    expect(pointsOf(chart([0, 1, 2], [0, 3e-15, 1e-15])).map(([, y]) => y)).toEqual([106, 106, 106]);
  });

  it("keep effects below zero inside the drawing", () => {
    for (const [x, y] of pointsOf(chart([0, 1], [-3, 2]))) {
      expect(x).toBeLessThanOrEqual(CHART_WIDTH);
      expect(y).toBeLessThanOrEqual(CHART_HEIGHT);
      expect(y).toBeGreaterThanOrEqual(0);
    }
  });

  it("say all points in words", () => {
    expect(chart([0, 90], [0, 0.5]).words).toBe("T: effect by angle (degrees). 0: 0; 90: 0.500.");
  });

  it("draw the sides of one dose on the same axes, told apart by dashes and names", () => {
    const [both, other, ...none] = doseCharts([
      made("dose/turn/x", [0, 1], [0, 1], "Change with the angle, x"),
      made("dose/turn/both", [0, 1], [0, 2], "Change with the angle, both"),
      made("dose/tilt/x", [0, 1], [0, 1], "Change with the tilt, x"),
    ]);
    expect(none).toEqual([]);
    expect(both?.title).toBe("Change with the angle");
    expect(both?.curves.map(({ kind, line }) => [kind, line])).toEqual([
      ["x", "M44 106L204 57"],
      ["both", "M44 106L204 8"],
    ]);
    expect(both?.ends).toEqual([
      { label: "XY", y: 8 },
      { label: "X", y: 57 },
    ]);
    expect(both?.words).toMatch(/X alone: 0: 0; 1: 1\. X and Y: 0: 0; 1: 2\.$/);
    expect(other?.title).toBe("Change with the tilt, x");
  });

  it("are not there for findings without a curve", () => expect(doseCharts([makeFinding()])).toEqual([]));
});
