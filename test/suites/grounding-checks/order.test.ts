import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByWidth, orderShare, overNetworks } from "../../../suites/grounding-checks/order.ts";

const tableOf = (layers: number, of: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: layers * layers }, (_, k) => of(Math.floor(k / layers), k % layers));

describe("orderShare", () => {
  it("is 1 where likeness falls with distance, 0 where it rises, ½ where all is tied or missing", () => {
    expect(
      orderShare(
        tableOf(6, (i, j) => -Math.abs(i - j)),
        6,
      ),
    ).toBe(1);
    expect(
      orderShare(
        tableOf(6, (i, j) => Math.abs(i - j)),
        6,
      ),
    ).toBe(0);
    expect(
      orderShare(
        tableOf(6, () => 0.7),
        6,
      ),
    ).toBe(0.5);
    expect(
      orderShare(
        tableOf(6, () => NaN),
        6,
      ),
    ).toBe(0.5);
  });

  it("and its opposite share what there is", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 25, maxLength: 25 }), (values) => {
        const scores = tableOf(5, (i, j) => values[Math.min(i, j) * 5 + Math.max(i, j)]!);
        const opposite = scores.map((score) => -score);
        expect(orderShare(scores, 5) + orderShare(opposite, 5)).toBeCloseTo(1, 12);
      }),
    );
  });
});

it("orderByWidth is ½ for equal widths and 1 for widths that only grow", () => {
  expect(orderByWidth([32, 32, 32, 32])).toBe(0.5);
  expect(orderByWidth([8, 16, 32, 64])).toBe(1);
});

it("overNetworks leaves out one at a time", () => {
  expect(overNetworks([1, 2, 6])).toEqual({ value: 3, leftOut: [4, 3.5, 1.5] });
});
