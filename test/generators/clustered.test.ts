import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import clustered from "../../generators/clustered.ts";
import { anySeed, mean, squaredDistance } from "./support.ts";

describe("clustered", () => {
  it("has clusters of equal size, up to one row", () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 6 }), (seed, clusters) => {
        const { truth } = clustered.generate({ n: 20, p: 3, clusters, spread: 1 }, randomFrom(seed));
        const sizes = Array.from(
          { length: clusters },
          (_, c) => truth.labels.filter((label) => label === c).length,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has standard noise around its centres, whatever the spread", () => {
    const [n, p] = [400, 5];
    for (const spread of [0, 3]) {
      const made = clustered.generate({ n, p, clusters: 4, spread }, randomFrom("clustered"));
      const { values } = made.representations[0]!;
      const squares = Array.from(values.data, (value, k) => {
        const centre = made.truth.labels[Math.floor(k / p)]! * p + (k % p);
        return (value - made.truth.centres.data[centre]!) ** 2;
      });
      // Mean of 2,000 values of variance 2: five standard errors.
      expect(Math.abs(mean(squares) - 1)).toBeLessThan(5 * Math.sqrt(2 / (n * p)));
    }
  });

  it("says how much of the variance lies between clusters: ¼‖c₁−c₂‖² against p for two", () => {
    const { truth } = clustered.generate({ n: 30, p: 4, clusters: 2, spread: 2 }, randomFrom(1));
    const between = squaredDistance(truth.centres, 0, 1) / 4;
    expect(truth.betweenShare).toBeCloseTo(between / (between + 4), 12);
    expect(
      clustered.generate({ n: 30, p: 4, clusters: 2, spread: 0 }, randomFrom(1)).truth.betweenShare,
    ).toBe(0);
  });
});
