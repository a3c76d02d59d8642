import { describe, expect, it } from "vitest";
import { renderLayerMaps } from "../../../reports/layer-map/html.ts";
import { PAYLOAD } from "../hostile.ts";
import { elementsOf } from "../markup.ts";
import { exampleMap, exampleMaps } from "./maps.ts";

const tableRows = (html: string): string[] =>
  elementsOf(html)
    .filter(({ name }) => name === "tr")
    .map(({ children }) => children.map(({ text }) => text).join(" | "));

describe("renderLayerMaps", () => {
  it("says best match, value and margin in words, besides the picture", () => {
    const rows = tableRows(renderLayerMaps(exampleMaps(exampleMap())));
    expect(rows).toContain("conv1 | one | 0.900 | 0.400");
    expect(rows).toContain("two | conv1 | 0.500 | no other");
  });

  it("says a tie, and a layer without any value", () => {
    const [first, second] = [
      { layer: "conv1", best: ["one", "two"], value: 1, margin: 0 },
      { layer: "conv2", best: [] },
    ];
    const { b } = exampleMap().matches;
    const rows = tableRows(renderLayerMaps(exampleMaps(exampleMap({ matches: { a: [first, second], b } }))));
    expect(rows).toContain("conv1 | tie of 2: one, two | 1 | tied");
    expect(rows).toContain("conv2 | none has a value |  | ");
  });

  it("shows both directions of an asymmetric metric", () => {
    const { entries } = exampleMap();
    const html = renderLayerMaps(
      exampleMaps(exampleMap({ symmetric: false, directed: { forth: entries, back: entries } })),
    );
    expect(elementsOf(html).filter(({ name }) => name === "svg")).toHaveLength(3);
    expect(html).toContain("the mean of s(A, B) and s(B, A)");
  });

  it("lets no name of a layer or file become markup", () => {
    const poison = (value: unknown): unknown =>
      typeof value === "string" && !["similarity", "undefined"].includes(value)
        ? PAYLOAD + value
        : Array.isArray(value)
          ? value.map(poison)
          : typeof value === "object" && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poison(item)]))
            : value;
    const html = renderLayerMaps(poison(exampleMaps(exampleMap())) as ReturnType<typeof exampleMaps>);
    const names = new Set(elementsOf(html).map(({ name }) => name));
    for (const name of ["script", "img"]) expect(names).not.toContain(name);
    expect(html).not.toContain("\u202e");
  });
});
