import { describe, expect, it } from "vitest";
import { bestMatch, matchesOf, transposed } from "../../../cli/layers/match.ts";

const NAMES = ["p", "q", "r"];
const none = { status: "undefined", reason: "no variance" };

describe("bestMatch", () => {
  it("takes the largest similarity and the smallest distance, ahead of the second by the margin", () => {
    expect(bestMatch("x", [0.5, 0.875, 0.25], NAMES, "similarity")).toEqual({
      layer: "x",
      best: ["q"],
      value: 0.875,
      margin: 0.375,
    });
    expect(bestMatch("x", [0.5, 0.875, 0.25], NAMES, "distance")).toEqual({
      layer: "x",
      best: ["r"],
      value: 0.25,
      margin: 0.25,
    });
  });

  it("says a tie, also where rounding tells two apart", () => {
    expect(bestMatch("x", [0.7, 0.7 * (1 + 1e-12), 0.1], NAMES, "similarity")).toMatchObject({
      best: ["p", "q"],
      margin: 0,
    });
    expect(bestMatch("x", [0.7, 0.7 * (1 + 1e-6), 0.1], NAMES, "similarity").best).toEqual(["q"]);
  });

  it("passes over pairs without a value; with one left there is no margin, with none no best", () => {
    expect(bestMatch("x", [none, 0.3, none], NAMES, "similarity")).toEqual({
      layer: "x",
      best: ["q"],
      value: 0.3,
    });
    expect(bestMatch("x", [none, none, none], NAMES, "distance")).toEqual({ layer: "x", best: [] });
  });
});

describe("matchesOf", () => {
  it("asks rows about columns, and columns about rows once transposed", () => {
    const entries = [
      [1, 3],
      [2, 9],
      [7, 4],
    ];
    expect(matchesOf(entries, ["a", "b", "c"], ["p", "q"], "similarity").map(({ best }) => best)).toEqual([
      ["q"],
      ["q"],
      ["p"],
    ]);
    expect(
      matchesOf(transposed(entries), ["p", "q"], ["a", "b", "c"], "similarity").map(({ best }) => best),
    ).toEqual([["c"], ["b"]]);
  });
});
