import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { randomFrom } from "../../../core/random.ts";
import { exchangeability, rowOrders } from "../../../metrics/calibration/row-orders.ts";

const random = randomFrom("row-orders");

describe("random orders of rows", () => {
  it("are permutations that depend on the seed and the number of the draw alone", () => {
    const orders = rowOrders(20, random);
    const fourth = orders.order(4);
    expect([...fourth].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(rowOrders(20, random).order(4)).toEqual(fourth);
    expect(orders.order(5)).not.toEqual(fourth);
  });

  it("reach every order equally often", () => {
    const counts = new Map<string, number>();
    const orders = rowOrders(5, random.child("uniform"));
    for (let draw = 0; draw < 6000; draw++) {
      const key = orders.order(draw).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(120);
    // χ² with 119 degrees of freedom: mean 119, sd 15.4.
    const chi2 = [...counts.values()].reduce((total, count) => total + (count - 50) ** 2 / 50, 0);
    expect(chi2).toBeLessThan(119 + 4 * 15.4);
  });

  it("move groups as wholes to places of their size", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 14, maxLength: 20 }), (sizes) => {
        const labels = sizes.flatMap((size, group) => Array<number>(size).fill(group));
        const order = rowOrders(labels.length, random, labels).order(0);
        expect([...order].sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
        let row = 0;
        for (const size of sizes) {
          const taken = [...order.subarray(row, row + size)];
          const label = labels[taken[0]!]!;
          expect(sizes[label]).toBe(size);
          taken.forEach((from, k) => expect(from).toBe(labels.indexOf(label) + k));
          row += size;
        }
      }),
      { numRuns: 50 },
    );
  });

  it("finds the rows of a group wherever they are", () => {
    const labels = Array.from({ length: 12 }, (_, row) => row % 6);
    const order = rowOrders(12, random, labels).order(1);
    for (let row = 0; row < 6; row++) expect(order[row + 6]).toBe(order[row]! + 6);
  });

  it("refuses what leaves nothing to shuffle, and says what to do", () => {
    const few = (): unknown => rowOrders(8, random, ["a", "a", "b", "b", "c", "c", "d", "d"]);
    expect(few).toThrow(EtalonError);
    expect(few).toThrow(/at least 100 orders.*these have 24.*4 × 2.*five groups of equal size/);
    expect(() => rowOrders(4, random)).toThrow(/24.*more stimuli/);
    expect(() => rowOrders(9, random, ["a"])).toThrow(/9 rows.*1 labels/);
    expect(rowOrders(5, random).count).toBe(120);
  });

  it("says what is taken for granted", () => {
    expect(exchangeability()).toMatch(/rows are exchangeable/);
    expect(exchangeability(["a"])).toMatch(/groups are exchangeable/);
  });
});
