import { describe, expect, it } from "vitest";
import { mapFigure } from "../../../reports/layer-map/figure.ts";
import { elementsOf } from "../markup.ts";
import { exampleMap } from "./maps.ts";

const map = exampleMap();
const elements = elementsOf(`<html>${mapFigure(map, map.entries, "a map").text}</html>`);
const withClass = (name: string) =>
  elements.filter(({ attributes }) => (attributes.get("class") ?? "").split(" ").includes(name));

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

  it("marks no best where another direction than the map is drawn", () => {
    const other = map.entries.map((row) => [...row]);
    expect(mapFigure(map, other, "other").text).not.toContain("best-row");
  });
});
