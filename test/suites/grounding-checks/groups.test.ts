import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { separation } from "../../../suites/grounding-checks/groups.ts";

const M = 15;
const tableOf = (of: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: M * M }, (_, k) => of(Math.floor(k / M), k % M));
const same = (i: number, j: number): boolean => Math.floor(i / 3) === Math.floor(j / 3);

describe("separation", () => {
  it("is 1 where groups stand together, also without one network", () => {
    const { value, leftOut, perGroup } = separation(
      tableOf((i, j) => (same(i, j) ? 1 : 0)),
      M,
      3,
    );
    expect([value, ...leftOut, ...perGroup]).toEqual(Array.from({ length: 21 }, () => 1));
  });

  it("is exactly at chance where all is tied, and about there for random scores", () => {
    const tied = separation(
      tableOf(() => 0.5),
      M,
      3,
    );
    expect(tied.value).toBeCloseTo(tied.chance, 12);
    const values = Array.from({ length: 60 }, (_, seed) => {
      const random = randomFrom("separation", seed);
      return separation(
        tableOf(() => random.uniform()),
        M,
        3,
      ).value;
    });
    const mean = values.reduce((total, value) => total + value / 60, 0);
    const sd = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2 / 59, 0));
    expect(Math.abs(mean - tied.chance)).toBeLessThan((4 * sd) / Math.sqrt(60));
  });
});
