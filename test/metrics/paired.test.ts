import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const isc = await metricById("isc");

describe("isc", () => {
  it("is the mean correlation of units of the same number", () => {
    // r = 1, −1 and ½ (deviations −1 0 1 against −1 1 0).
    const x = fromArray([
      [1, 1, 1],
      [2, 2, 2],
      [4, 4, 3],
    ]);
    const y = fromArray([
      [3, -1, 1],
      [5, -2, 3],
      [9, -4, 2],
    ]);
    expect(compare(isc, x, y)).toBeCloseTo((1 - 1 + 0.5) / 3, 14);
  });

  it("leaves out units that are constant on either side, in either order", () => {
    const x = fromArray([
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
    const y = fromArray([
      [3, 7],
      [5, 7],
      [9, 7],
    ]);
    expect(compare(isc, x, y)).toBeCloseTo(1, 14);
    expect(compare(isc, y, x)).toBeCloseTo(1, 14);
    expect(() =>
      compare(
        isc,
        fromArray([
          [1, 0],
          [2, 0],
        ]),
        fromArray([
          [0, 1],
          [0, 2],
        ]),
      ),
    ).toThrow(/no unit varies in both/);
  });

  it("is undefined for different units", () => {
    expect(() => compare(isc, ...pairOf(1))).toThrow(/needs the same units.*X has 5, Y has 7/);
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(isc, (seed) => pairOf(seed, { n: 40, p1: 5, p2: 5 }));
  });
});
