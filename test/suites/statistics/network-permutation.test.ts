import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { pairCorrelation } from "../../../suites/statistics/network-permutation.ts";

const M = 10;
const tableOf = (of: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: M * M }, (_, k) => {
    const [i, j] = [Math.floor(k / M), k % M];
    return i <= j ? of(i, j) : of(j, i);
  });

/** A symmetric table that is a sum of item effects: its pairs are anything but independent. */
function effects(seed: number): Float64Array {
  const random = randomFrom("effects", seed);
  const own = Array.from({ length: M }, () => random.gaussian());
  return tableOf((i, j) => own[i]! + own[j]!);
}

const correlate = (x: Float64Array, y: Float64Array) =>
  pairCorrelation(x, y, M, randomFrom("orders"), "networks");

describe("pairCorrelation", () => {
  it("is 1 for a quantity that rises with the other, with the smallest p that there is", () => {
    const x = effects(1);
    const found = correlate(
      x,
      x.map((value) => Math.exp(value)),
    );
    expect(found.value).toBeCloseTo(1, 12);
    expect(found.p).toBeCloseTo(1 / 1000, 12);
    expect(found.interval.low).toBeGreaterThan(0);
  });

  it("is 0, not significant, where one of them is constant", () => {
    expect(
      correlate(
        effects(1),
        tableOf(() => 3),
      ),
    ).toMatchObject({ value: 0, p: 1 });
  });

  it("keeps its level for unrelated items whose pairs are dependent", () => {
    const trials = 100;
    let small = 0;
    for (let seed = 0; seed < trials; seed++)
      if (correlate(effects(2 * seed + 10), effects(2 * seed + 11)).p <= 0.05) small++;
    // Binomial(100, 0.05): above 13 in one of 3,000 cases.
    expect(small).toBeLessThanOrEqual(13);
  });
});
