import { describe, expect, it } from "vitest";
import { secondOrderCosine } from "../../../metrics/families/second-order.ts";
import { fromArray } from "../../support/data.ts";

describe("secondOrderCosine", () => {
  it("by hand", () => {
    // Directions at 0°, 60° and 90° in X; 0°, 90° and 60° in Y. One neighbour each: X 1 2 1, Y 2 2 1.
    const at = (degrees: number): number[] => [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ];
    const [x, y] = [fromArray([0, 60, 90].map(at)), fromArray([0, 90, 60].map(at))];
    const h = Math.sqrt(3) / 2;
    // Stimulus 0: places 1, 2 with (½, 0) and (0, ½): 0. Stimuli 1 and 2: one shared place: 1.
    expect(secondOrderCosine(x, y, 1, "similarities")).toBeCloseTo((0 + 1 + 1) / 3, 13);
    // Distances at 0: (½, 1) and (1, ½).
    expect(secondOrderCosine(x, y, 1, "distances")).toBeCloseTo((1 / 1.25 + 2) / 3, 13);
    // All others are neighbours: stimulus 1 has (½, h) and (0, h), stimulus 2 the reverse.
    expect(secondOrderCosine(x, y, 2, "similarities")).toBeCloseTo(
      (2 * (h * h)) / (Math.hypot(0.5, h) * h) / 3,
      13,
    );
  });
});
