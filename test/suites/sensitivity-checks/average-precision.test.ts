import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagePrecision, chancePrecision } from "../../../suites/sensitivity-checks/average-precision.ts";
import { allPermutations } from "../../../suites/identity-checks/limits.ts";

const [yes, no] = [true, false];

/** By its definition, for scores without ties. */
function bruteForce(order: readonly boolean[]): number {
  let [hits, total] = [0, 0];
  order.forEach((is, k) => {
    if (is) total += ++hits / (k + 1);
  });
  return total / hits;
}

const meanOverOrders = (relevant: readonly boolean[]): number => {
  const orders = allPermutations(relevant.length);
  return orders.reduce((sum, order) => sum + bruteForce(order.map((k) => relevant[k]!)) / orders.length, 0);
};

describe("averagePrecision", () => {
  it.each([
    [[4, 3, 2, 1], [yes, yes, no, no], 1],
    [[4, 3, 2, 1], [yes, no, yes, no], (1 + 2 / 3) / 2],
    [[4, 3, 2, 1], [no, no, no, yes], 1 / 4],
    [[1, 2, 3, 4], [no, no, yes, yes], 1],
    // One of two tied is relevant: first or second, 1 or ½.
    [[2, 2], [yes, no], 3 / 4],
    // The second and third are tied: TTFF gives 1, TFTF 5/6.
    [[3, 2, 2, 1], [yes, yes, no, no], (1 + 5 / 6) / 2],
    [[1, 1, 1], [yes, yes, yes], 1],
  ])("of %j with relevant %j is %f", (scores, relevant, expected) => {
    expect(averagePrecision(scores, relevant)).toBeCloseTo(expected, 12);
  });

  it("is the mean over all orders of what is tied, by brute force", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean()), { minLength: 1, maxLength: 6 }),
        (items) => {
          fc.pre(items.some(([, is]) => is));
          const orders = allPermutations(items.length);
          let total = 0;
          for (const order of orders) {
            // A stable sort keeps this order within ties.
            const sorted = order.map((k) => items[k]!).sort((a, b) => b[0] - a[0]);
            total += bruteForce(sorted.map(([, is]) => is)) / orders.length;
          }
          const found = averagePrecision(
            items.map(([score]) => score),
            items.map(([, is]) => is),
          );
          expect(found).toBeCloseTo(total, 10);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not take rounding for an order", () => {
    expect(averagePrecision([1, 1 + 1e-15, 1 - 1e-15], [no, yes, no])).toBeCloseTo(chancePrecision(1, 3), 12);
  });
});

describe("chancePrecision", () => {
  it("is the mean over all orders, which a constant score gets and which is above the share R/N", () => {
    for (const [relevant, items] of [
      [1, 2],
      [2, 5],
      [3, 6],
      [5, 5],
    ] as const) {
      const which = Array.from({ length: items }, (_, k) => k < relevant);
      const chance = chancePrecision(relevant, items);
      expect(chance).toBeCloseTo(meanOverOrders(which), 10);
      expect(chance).toBeCloseTo(averagePrecision(Array<number>(items).fill(0.5), which), 12);
      if (relevant < items) expect(chance).toBeGreaterThan(relevant / items);
    }
  });

  it("for four of ten pairs is 1/3 + 2/3·H₁₀/10", () => {
    expect(chancePrecision(4, 10)).toBeCloseTo(1 / 3 + (2 / 3) * 0.29289682539682538, 12);
  });
});
