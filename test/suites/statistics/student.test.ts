import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { jackknifeInterval, meanInterval, t975 } from "../../../suites/statistics/student.ts";

describe("t975", () => {
  it("goes over from table to expansion smoothly, down to the normal", () => {
    // Published points for 40, 60, 120 degrees of freedom.
    expect(t975(40)).toBeCloseTo(2.0211, 4);
    expect(t975(60)).toBeCloseTo(2.0003, 4);
    expect(t975(120)).toBeCloseTo(1.9799, 4);
    expect(t975(30) - t975(31)).toBeGreaterThan(0);
  });
});

describe("meanInterval", () => {
  it("covers the true mean in 95 % of 2,000 draws of three", () => {
    const random = randomFrom("coverage");
    let covered = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const { interval } = meanInterval([random.gaussian(), random.gaussian(), random.gaussian()], "seeds");
      if (interval!.low < 0 && interval!.high > 0) covered++;
    }
    expect(Math.abs(covered / 2000 - 0.95)).toBeLessThan(5 * Math.sqrt((0.95 * 0.05) / 2000));
  });

  it("has no interval for one value", () => expect(meanInterval([3], "seeds")).toEqual({ mean: 3 }));
});

describe("jackknifeInterval", () => {
  it("is Student's interval for a mean", () => {
    const values = [1, 4, 2, 8, 5];
    const mean = 4;
    const leftOut = values.map((value) => (20 - value) / 4);
    const [jack, student] = [
      jackknifeInterval(mean, leftOut, "values", [-Infinity, Infinity]),
      meanInterval(values, "values").interval!,
    ];
    expect(jack.low).toBeCloseTo(student.low, 12);
    expect(jack.high).toBeCloseTo(student.high, 12);
  });

  it("stays inside the range", () => {
    expect(jackknifeInterval(0.9, [1, 0.8, 0.9], "networks", [0, 1]).high).toBe(1);
  });
});
