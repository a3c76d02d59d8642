import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import {
  bestMatches,
  layerAccuracy,
  widthAccuracy,
  type LayerScores,
} from "../../../suites/layer-checks/accuracy.ts";

const scoresOf = (
  networks: number,
  layers: number,
  of: (a: number, i: number, b: number, j: number) => number,
): LayerScores => {
  const size = networks * layers;
  const values = Float64Array.from({ length: size * size }, (_, k) => {
    const [row, column] = [Math.floor(k / size), k % size];
    return of(Math.floor(row / layers), row % layers, Math.floor(column / layers), column % layers);
  });
  return { networks, layers, values };
};

describe("bestMatches", () => {
  it("always spreads exactly one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(NaN), fc.integer({ min: 0, max: 2 })), { minLength: 1 }),
        (row) => {
          const spread = bestMatches(row);
          expect(spread.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12);
          row.forEach((value, j) => {
            if (spread[j]! > 0 && !Number.isNaN(value))
              expect(value).toBe(Math.max(...row.filter((v) => !Number.isNaN(v))));
          });
        },
      ),
    );
  });

  it("does not let rounding break a tie", () => {
    expect(bestMatches([1, 1 + 1e-14, 0.5])).toEqual([0.5, 0.5, 0]);
    expect(bestMatches([1, 1 + 1e-6, 0.5])).toEqual([0, 1, 0]);
  });
});

describe("layerAccuracy", () => {
  it("is 1 for a measure that knows and 1/layers for one that ties everywhere", () => {
    const knows = layerAccuracy(scoresOf(4, 5, (_a, i, _b, j) => -Math.abs(i - j)));
    expect(knows.accuracy).toBe(1);
    expect(knows.leftOut).toEqual([1, 1, 1, 1]);
    const ties = layerAccuracy(scoresOf(4, 5, () => 0.3));
    expect(ties.accuracy).toBeCloseTo(0.2, 12);
    expect(ties.tied).toBe(1);
  });

  it("is at chance for random scores", () => {
    const random = randomFrom("chance");
    const { accuracy, confusion } = layerAccuracy(scoresOf(12, 5, () => random.uniform()));
    expect(Math.abs(accuracy - 0.2)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / (12 * 11 * 5)));
    for (const row of confusion) expect(row.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12);
  });

  it("leaves one network out: without the bad one the rest is perfect", () => {
    const { leftOut, accuracy } = layerAccuracy(
      scoresOf(4, 3, (a, i, b, j) => (a === 0 || b === 0 ? (j === (i + 1) % 3 ? 1 : 0) : i === j ? 1 : 0)),
    );
    expect(leftOut[0]).toBe(1);
    expect(accuracy).toBe(0.5);
  });

  it("counts a metric without values as ignorant, and says so", () => {
    const { accuracy, undefinedShare } = layerAccuracy(scoresOf(3, 4, () => NaN));
    expect([accuracy, undefinedShare]).toEqual([0.25, 1]);
  });
});

describe("widthAccuracy", () => {
  it("is that of a measure that sees nothing but widths", () => {
    const widths = [16, 32, 32, 64, 64, 64];
    const { accuracy } = layerAccuracy(
      scoresOf(3, 6, (_a, i, _b, j) => -Math.abs(Math.log(widths[i]! / widths[j]!))),
    );
    expect(widthAccuracy(widths)).toBeCloseTo(accuracy, 12);
    expect(accuracy).toBeCloseTo(1 / 2, 12);
    expect(widthAccuracy([32, 32, 32, 32])).toBeCloseTo(1 / 4, 12);
  });
});
