import { describe, expect, it } from "vitest";
import { regionBuilder } from "../../../suites/joint-checks/region.ts";

describe("regionBuilder", () => {
  it("is the area between the lowest and the highest of each column", () => {
    const builder = regionBuilder();
    // A band of height 0.2 over the whole width: area 0.2, whatever lies inside.
    for (let own = 0; own <= 1.0001; own += 0.01) {
      const middle = 0.1 + 0.8 * Math.min(1, own);
      for (const offset of [-0.1, 0, 0.1]) builder.add([Math.min(1, own), middle + offset]);
    }
    const { at, low, high, area, implies, implied } = builder.region();
    expect(at).toHaveLength(21);
    at.forEach((_, k) => expect(high[k]!).toBeGreaterThan(low[k]!));
    // In a column 0.05 wide the slope of the band adds at most 0.04.
    expect(area).toBeGreaterThan(0.2);
    expect(area).toBeLessThan(0.24);
    expect(implies).toBeCloseTo(0.1 + 0.8 * 0.9 - 0.1, 10);
    // middle + 0.1 ≥ 0.9 from own = 0.875 on, of which 0.88 is asked first.
    expect(implied).toBeCloseTo(0.88, 10);
  });

  it("says nothing of what was not reached, and leaves out what is not in the square", () => {
    const builder = regionBuilder();
    builder.add([0.4, 0.5]);
    builder.add([0.95, -0.2]);
    const region = builder.region();
    expect(region).toEqual({ at: [0.4], low: [0.5], high: [0.5], area: 0 });
  });
});
