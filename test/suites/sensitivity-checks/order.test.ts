import { describe, expect, it } from "vitest";
import { orderKept } from "../../../suites/sensitivity-checks/order.ts";

describe("orderKept", () => {
  it.each([
    ["falls at every step", [9, 4, 3, 0, -8], 1],
    ["rises at every step", [1, 2, 3], -1],
    ["has two neighbours exchanged: 1 − 6·2/(4·15)", [4, 2, 3, 1], 0.8],
    // Ranks 2.5, 2.5, 1 against 3, 2, 1: 1.5/√(1.5·2).
    ["has a tie", [7, 7, 1], Math.sqrt(3) / 2],
    ["is constant", [0.5, 0.5, 0.5], 0],
    ["is constant but for rounding", [1, 1 - 1e-15, 1 + 1e-15], 0],
  ])("of a score that %s", (_what, scores, expected) => {
    expect(orderKept(scores)).toBeCloseTo(expected, 12);
  });
});
