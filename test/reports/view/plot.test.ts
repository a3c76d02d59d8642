import { describe, expect, it } from "vitest";
import { plotsOf, plotView } from "../../../reports/view/plot.ts";
import { makeFinding } from "../make.ts";

const line = { name: "PC 1", x: [0, 0.5, 1], y: [0, 1, 0.5] };

describe("plotView", () => {
  it("puts scores between 0 and 1 on a square of 186 by 98 units", () => {
    const { strokes, xTicks, legend, height } = plotView({ title: "t", x: "score", y: "R²", series: [line] });
    expect(strokes).toEqual([{ kind: "line k0", line: "M44 106L137 8L230 57" }]);
    expect(xTicks.map(({ text }) => text)).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1"]);
    // One line needs no legend.
    expect(legend).toEqual([]);
    expect(height).toBe(140);
  });

  it("tells series apart by dashes and symbols, and names each below the drawing", () => {
    const series = [
      line,
      { ...line, name: "PC 2" },
      { ...line, name: "captured", mark: "dot" as const },
      { ...line, name: "not reached in this", mark: "cross" as const },
      { name: "chance", x: [0, 0.5], y: [0, 0], mark: "bar" as const },
    ];
    const { strokes, legend, height } = plotView({ title: "t", x: "score", y: "y", series });
    expect(strokes.map(({ kind }) => kind)).toEqual(["line k0", "line k1", "dot", "cross", "bar"]);
    expect(strokes[2]!.line).toBe("M44 106h0M137 8h0M230 57h0");
    expect(strokes[4]!.line).toBe("M44 106H137");
    expect(legend.map(({ text }) => text)).toEqual(series.map(({ name }) => name));
    expect(height).toBeGreaterThan(legend.at(-1)!.y);
    // Entries of one line do not overlap: a letter is about five wide.
    legend.slice(1).forEach((entry, k) => {
      const before = legend[k]!;
      expect(entry.y > before.y || entry.x > before.x + 4.5 * before.text.length).toBe(true);
      expect(entry.x + 4.5 * entry.text.length).toBeLessThan(250);
    });
  });

  it("shows what lies below 0, and powers of ten where asked", () => {
    const low = plotView({ title: "t", x: "x", y: "y", series: [{ ...line, y: [-1, 0, 1] }] });
    expect(low.strokes[0]!.line).toBe("M44 106L137 57L230 8");
    const log = plotView({ title: "t", x: "x", y: "y", log: true, series: [{ ...line, x: [0.01, 0.1, 1] }] });
    expect(log.strokes[0]!.line).toBe("M44 106L137 8L230 57");
    expect(log.xTicks.map(({ text }) => text)).toEqual(["0.01", "0.1", "1"]);
  });

  it("draws an area, and a row for each name", () => {
    const { area, words } = plotView({
      title: "Region",
      x: "score",
      y: "other",
      series: [],
      band: { name: "reached", x: [0, 1], low: [0, 0.5], high: [0.5, 1] },
    });
    expect(area).toBe("M44 57L230 8L230 57L44 106z");
    expect(words).toContain("Region");
    const rows = plotView({
      title: "t",
      x: "score",
      y: "",
      rows: ["one", "two"],
      series: [{ name: "chance", x: [0.25, 0.5], y: [0, 1], mark: "tick" }],
    });
    expect(rows.yTicks).toEqual([
      { at: 32.5, text: "one" },
      { at: 81.5, text: "two" },
    ]);
    expect(rows.words).toContain("chance: 0.250 in one, 0.500 in two.");
  });
});

describe("plotsOf", () => {
  it("leaves out what is not a picture", () => {
    const plot = { title: "t", x: "x", y: "y", series: [line] };
    const details = [
      { plots: [plot, { ...plot, series: [] }, { ...plot, series: [{ ...line, y: [1] }] }] },
      { plots: "none" },
      undefined,
    ];
    const found = details.flatMap((detail) =>
      plotsOf([makeFinding({ id: "a", ...(detail === undefined ? {} : { detail }) })]),
    );
    expect(found).toHaveLength(1);
  });
});
