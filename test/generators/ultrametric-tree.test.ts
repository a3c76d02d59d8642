import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import ultrametricTree, { REFERENCE_TREE } from "../../generators/ultrametric-tree.ts";
import { anySeed, column, mean, squaredDistance } from "./support.ts";

describe("ultrametric-tree", () => {
  it("by default is the reference protocol's: 100 centred leaves of 50 bits", () => {
    const { representations, truth } = ultrametricTree.generate(REFERENCE_TREE, randomFrom(1));
    const x = representations[0]!;
    expect([x.n, x.p]).toEqual([100, 50]);
    expect(new Set(truth.leaves.data)).toEqual(new Set([0, 1]));
    for (let j = 0; j < 50; j++) {
      expect(mean(column(x.values, j))).toBeCloseTo(0, 12);
      const shift = column(x.values, j).map((value, i) => value - truth.leaves.data[i * 50 + j]!);
      expect(Math.max(...shift) - Math.min(...shift)).toBeLessThan(1e-12);
    }
    expect([truth.shared(0, 0), truth.shared(0, 9), truth.shared(0, 10), truth.shared(0, 50)]).toEqual([
      3, 2, 1, 0,
    ]);
  });

  it("has expected distances that are ultrametric: of three leaves the two farthest pairs are equal", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.1, max: 0.95, noNaN: true }),
        anySeed,
        (branching, keep, seed) => {
          const { truth } = ultrametricTree.generate({ bits: 4, branching, keep }, randomFrom(seed));
          const count = truth.leaves.rows;
          for (let a = 0; a < count; a += 2) {
            for (let b = 0; b < count; b += 3) {
              const c = (a + 5 * b) % count;
              const d = truth.expectedSquaredDistance;
              const sides = [d(a, b), d(b, c), d(a, c)].sort((u, v) => u - v);
              expect(sides[2]).toBe(sides[1]);
            }
          }
        },
      ),
    );
  });

  it("has those distances on average over bits", () => {
    const bits = 20000;
    const { truth } = ultrametricTree.generate({ bits, branching: [2, 2, 2], keep: 0.8 }, randomFrom(2));
    for (const other of [1, 2, 4]) {
      // A distance is a sum of `bits` independent events: five standard deviations, at most √bits/2 each.
      const deviation = squaredDistance(truth.leaves, 0, other) - truth.expectedSquaredDistance(0, other);
      expect(Math.abs(deviation)).toBeLessThan(2.5 * Math.sqrt(bits));
    }
    expect(truth.expectedSquaredDistance(0, 1)).toBeCloseTo((bits / 2) * (1 - 0.64), 6);
  });

  it("repeats its root where everything is kept", () => {
    const { truth } = ultrametricTree.generate({ bits: 9, branching: [2, 3], keep: 1 }, randomFrom(3));
    for (let i = 1; i < 6; i++) expect(squaredDistance(truth.leaves, 0, i)).toBe(0);
  });
});
