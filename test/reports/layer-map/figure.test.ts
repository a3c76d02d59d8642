import { describe, expect, it } from "vitest";
import { mapFigure } from "../../../reports/layer-map/figure.ts";
import { elementsOf } from "../markup.ts";
import { exampleMap } from "./maps.ts";

const map = exampleMap();
const elements = elementsOf(`<html>${mapFigure(map, map.entries, "a map").text}</html>`);
const withClass = (name: string) =>
  elements.filter(({ attributes }) => (attributes.get("class") ?? "").split(" ").includes(name));

/** WCAG 2: relative luminance of an sRGB colour. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((v) =>
    v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

describe("mapFigure", () => {
  it("writes the number into every cell, and a dash with the reason where there is none", () => {
    const texts = elements.filter(({ name }) => name === "text").map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["0.90", "0.50", "0.10", "0.20", "–", "0.40"]));
    const titles = elements.filter(({ name }) => name === "title").map(({ text }) => text);
    expect(titles).toContain("conv2 with two: undefined: X has zero variance");
  });

  it("outlines the best of every row and of every column", () => {
    expect(withClass("best-row")).toHaveLength(2);
    expect(withClass("best-column")).toHaveLength(3);
  });

  it("has the darkest ground at the largest similarity, and white text on it", () => {
    const fills = elements.flatMap(({ attributes }) => attributes.get("fill") ?? []);
    expect(fills[0]).toBe("rgb(8,48,107)");
    expect(withClass("on-dark").map(({ text }) => text)).toContain("0.90");
    expect(withClass("on-light").map(({ text }) => text)).toContain("0.10");
  });

  it("has text of a contrast of 4.5 on every ground, in greys that get darker steadily", () => {
    const values = Array.from({ length: 101 }, (_, k) => k / 100);
    const wide = exampleMap({
      entries: [values],
      matches: {
        a: [{ layer: "x", best: [] }],
        b: values.map((value) => ({ layer: `y${value}`, best: [] })),
      },
    });
    const cells = [
      ...mapFigure(wide, wide.entries, "wide").text.matchAll(/fill="rgb\((.+?)\)".+?class="on-(\w+)"/g),
    ];
    expect(cells).toHaveLength(101);
    const luminances = cells.map(([, rgb]) => luminance(rgb!.split(",").map(Number)));
    cells.forEach(([, , tone], k) => {
      const ratio = tone === "dark" ? 1.05 / (luminances[k]! + 0.05) : (luminances[k]! + 0.05) / 0.05;
      expect([k, ratio >= 4.5]).toEqual([k, true]);
    });
    expect(luminances).toEqual([...luminances].sort((a, b) => b - a));
  });

  it("marks no best where another direction than the map is drawn", () => {
    const other = map.entries.map((row) => [...row]);
    expect(mapFigure(map, other, "other").text).not.toContain("best-row");
  });
});
