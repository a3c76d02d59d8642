import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { shareBeyond } from "../../../suites/statistics/beyond.ts";
import { shareInterval } from "../../../suites/statistics/proportion.ts";

describe("the share beyond an estimated threshold", () => {
  it("is Wilson's where the threshold's error does not matter", () => {
    const far = Array.from({ length: 50 }, (_, i) => (i < 20 ? 100 : -100));
    const reference = Array.from({ length: 200 }, (_, i) => i / 200);
    const found = shareBeyond(far, reference, 0.95, "pairs");
    const { share, interval } = shareInterval(20, 50, "pairs");
    expect(found.share).toBe(share);
    expect(found.interval.low).toBeCloseTo(interval.low, 12);
    expect(found.interval.high).toBeCloseTo(interval.high, 12);
  });

  it("covers the true share in 95 % of samples, which Wilson alone does not", () => {
    // Reference N(0, 1), values N(1, 1): beyond 1.6449 lie 1 − Φ(0.6449) = 25.95 %.
    const truth = 0.2595;
    const random = randomFrom("share beyond", 1);
    const [trials, size] = [600, 200];
    let [both, wilson] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const values = Array.from({ length: size }, () => 1 + random.gaussian());
      const reference = Array.from({ length: size }, () => random.gaussian());
      const { interval, threshold } = shareBeyond(values, reference, 0.95, "pairs");
      const alone = shareInterval(values.filter((value) => value > threshold).length, size, "pairs").interval;
      if (interval.low <= truth && truth <= interval.high) both++;
      if (alone.low <= truth && truth <= alone.high) wilson++;
    }
    // The standard error of a coverage of 95 % over 600 samples is 0.9 %.
    expect(both / trials).toBeGreaterThan(0.93);
    expect(both / trials).toBeLessThan(0.98);
    expect(wilson / trials).toBeLessThan(0.85);
  });

  it("stays inside [0, 1]", () => {
    const all = Array.from({ length: 20 }, () => 2);
    const { share, interval } = shareBeyond(all, [0, 1], 0.95, "pairs");
    expect([share, interval.high]).toEqual([1, 1]);
    expect(interval.low).toBeGreaterThan(0);
  });
});
