import { describe, expect, it } from "vitest";
import { bestText, mapText, marginText, matchText, reasonLines } from "../../../cli/layers/map-text.ts";
import { exampleMap } from "../../reports/layer-map/maps.ts";

const ESCAPE = String.fromCharCode(27);

describe("mapText", () => {
  it("has a shade and a number for every pair, and a star at the best of a row", () => {
    expect(mapText(exampleMap(), false)).toEqual(
      [
        "cka-linear, similarity",
        "rows are layers of A, columns layers of B; lightest 0.10, darkest (most alike) 0.90; * best of the row",
        "",
        "         one    two   three",
        "conv1 ██0.90* ▒▒0.50    0.10",
        "conv2   0.20      –   ░░0.40*",
      ].map((line) => expect.stringMatching(pattern(line)) as string),
    );
  });

  it("holds the same numbers in colour", () => {
    const plain = mapText(exampleMap(), false).join("\n");
    const coloured = mapText(exampleMap(), true).join("\n");
    expect(plain).not.toContain(ESCAPE);
    expect(coloured).toContain(`${ESCAPE}[48;5;232;38;5;231m`);
    const numbers = (text: string): string[] =>
      text
        .split(ESCAPE)
        .join(" ")
        .match(/\d\.\d\d/g) ?? [];
    expect(numbers(coloured)).toEqual(numbers(plain));
  });

  it("numbers long names, and breaks a wide map into blocks", () => {
    const layers = Array.from({ length: 40 }, (_, k) => `transformer/block${k}`);
    const map = exampleMap({
      entries: [layers.map((_, k) => k / 40)],
      matches: {
        a: [{ layer: "x", best: [layers[39]!] }],
        b: layers.map((layer) => ({ layer, best: ["x"] })),
      },
    });
    const lines = mapText(map, false);
    for (const line of lines.slice(2)) expect(line.length).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.startsWith("x "))).toHaveLength(3);
    expect(lines).toContain(" 40  transformer/block39");
  });
});

/** The words of a line, whatever the blanks between them. */
function pattern(line: string): RegExp {
  const words = line
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*()]/g, String.raw`\$&`));
  return new RegExp(`^ *${words.join(" *")}$`);
}

describe("matches as text", () => {
  it("says best, value and margin, and a tie", () => {
    const lines = matchText("A", "B", exampleMap().matches.a);
    expect(lines[0]).toMatch(/^layer of A +best in B +value +margin to the second$/);
    expect(lines[1]).toMatch(/^conv1 +one +0\.9 +0\.4$/);
    const tied = { layer: "x", best: ["p", "q", "r", "s", "t"], value: 1, margin: 0 };
    expect(bestText(tied)).toBe("tie of 5: p, q, r, s, … 1 more");
    expect(marginText(tied)).toBe("tied");
    expect([bestText({ layer: "x", best: [] }), marginText({ layer: "x", best: ["p"], value: 1 })]).toEqual([
      "none has a value",
      "no other",
    ]);
  });

  it("says once why pairs have no value", () => {
    expect(reasonLines(exampleMap())).toEqual(["– 1 of 6 pairs undefined: X has zero variance"]);
  });
});
