import { describe, expect, it } from "vitest";
import { shareInterval } from "../../../suites/statistics/proportion.ts";

describe("the interval of a share", () => {
  it("solves Wilson's equation |p̂ − p| = z·√(p(1 − p)/n) at both ends", () => {
    const { share, interval } = shareInterval(15, 148, "pairs");
    for (const p of [interval.low, interval.high]) {
      expect(Math.abs(share - p)).toBeCloseTo(1.959963984540054 * Math.sqrt((p * (1 - p)) / 148), 12);
    }
    expect(interval.method).toBe("Wilson over 148 pairs");
  });

  it("is one-sided at 0 and 1", () => {
    expect(shareInterval(0, 20, "pairs").interval).toMatchObject({ low: 0 });
    expect(shareInterval(20, 20, "pairs").interval).toMatchObject({ high: 1 });
    // z²/(n + z²)
    expect(shareInterval(0, 20, "pairs").interval.high).toBeCloseTo(3.8414588 / 23.8414588, 6);
  });
});
