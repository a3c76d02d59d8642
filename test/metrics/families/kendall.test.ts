import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concordance, tauA, tauB } from "../../../metrics/families/kendall.ts";
import { tieGroups } from "../../../representation/ranks.ts";

/** By looking at every pair. */
function bruteForce(
  x: readonly number[],
  y: readonly number[],
): { difference: number; untiedX: number; untiedY: number } {
  let [difference, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      difference += a * b;
      untiedX += Math.abs(a);
      untiedY += Math.abs(b);
    }
  }
  return { difference, untiedX, untiedY };
}

const counts = (x: readonly number[], y: readonly number[]): ReturnType<typeof concordance> =>
  concordance(tieGroups(Float64Array.from(x)), tieGroups(Float64Array.from(y)));

describe("concordance", () => {
  it("counts what looking at every pair counts, with many ties and with none", () => {
    const few = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 }));
    const many = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(few, { minLength: 1, maxLength: 50 }),
          fc.array(many, { minLength: 1, maxLength: 70 }),
        ),
        (pairs) => {
          const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
          expect(counts(x, y)).toMatchObject(bruteForce(x, y));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is symmetric, and turns its sign when one side is reversed", () => {
    const [x, y] = [
      [3, 1, 2, 2, 5, 1],
      [1, 1, 4, 2, 3, 9],
    ];
    expect(counts(x, y).difference).toBe(counts(y, x).difference);
    expect(
      counts(
        x.map((v) => -v),
        y,
      ).difference,
    ).toBe(-counts(x, y).difference);
  });

  it("stays exact where the number of pairs is beyond 2³¹", () => {
    const m = 100_000;
    const up = Float64Array.from({ length: m }, (_, k) => k);
    const down = up.map((v) => -v);
    expect(concordance(tieGroups(up), tieGroups(down)).difference).toBe((-m * (m - 1)) / 2);
  });
});

describe("tauA and tauB", () => {
  it("divide by all pairs, or by those that are not tied", () => {
    // Pairs of (1,1,2) and (1,2,2): one concordant, none discordant, two untied in each.
    const found = counts([1, 1, 2], [1, 2, 2]);
    expect(tauA(found)).toBeCloseTo(1 / 3, 15);
    expect(tauB(found)).toBeCloseTo(1 / 2, 15);
  });

  it("stay within [−1, 1] for many values", () => {
    const up = Float64Array.from({ length: 5000 }, (_, k) => Math.floor(k / 3));
    const groups = tieGroups(up);
    expect(tauB(concordance(groups, groups))).toBeLessThanOrEqual(1);
    expect(tauB(concordance(groups, groups))).toBeCloseTo(1, 14);
  });
});
