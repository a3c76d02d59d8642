import { describe, expect, it } from "vitest";
import { confusionView, diagonalOf } from "../../../reports/view/confusion.ts";

const DETAIL = {
  perLayer: [1, 0.5, 0],
  layers: ["a", "b", "c"],
  confusion: [
    [1, 0, 0],
    [0, 0.5, 0.5],
    [0.75, 0.25, 0],
  ],
  tied: 0,
  saturated: false,
};

describe("confusionView", () => {
  const view = confusionView(DETAIL);

  it("draws a rectangle for neighbours of one shade above 0, at column and row", () => {
    expect(view.paths).toEqual([
      { level: 3, d: "M1 2h1v1h-1z" },
      { level: 5, d: "M1 1h2v1h-2z" },
      { level: 8, d: "M0 2h1v1h-1z" },
      { level: 10, d: "M0 0h1v1h-1z" },
    ]);
    expect(diagonalOf(3)).toBe("M0 0h1v1h-1zM1 1h1v1h-1zM2 2h1v1h-1z");
  });

  it("says the most frequent error in words", () => {
    expect(view.words).toBe("Best matches: most frequent error: c taken for a in 75.0\u202f%.");
  });

  it("is a table of the same numbers, the diagonal marked", () => {
    expect(view.rows[1]).toEqual({
      layer: "b",
      cells: [
        { text: "", classes: "" },
        { text: "50", classes: "h5 right" },
        { text: "50", classes: "h5" },
      ],
    });
    expect(view.rows[2]?.cells[2]).toEqual({ text: "", classes: "right" });
  });

  it("has no error to report where there is none", () => {
    const perfect = {
      ...DETAIL,
      confusion: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    };
    expect(confusionView(perfect).words).toMatch(/no wrong matches\.$/);
  });
});
