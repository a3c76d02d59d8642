import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duelsOf, ranksOf, sharesOf } from "../../../reports/ranking/borda.ts";

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe("duelsOf", () => {
  it("counts wins, half a win for a tie, and nothing for whom nobody asked", () => {
    expect([...duelsOf(of(3, 1, 3, NaN, 2)).won]).toEqual([2.5, 0, 2.5, 0, 1]);
    expect([...duelsOf(of(3, 1, 3, NaN, 2)).met]).toEqual([3, 3, 3, 0, 3]);
  });

  it("takes values that differ by rounding for equal, also zeros and negative ones", () => {
    expect([...duelsOf(of(0.1 + 0.2, 0.3)).won]).toEqual([0.5, 0.5]);
    expect([...duelsOf(of(0, 0, -1, -1 - 1e-15)).won]).toEqual([2.5, 2.5, 0.5, 0.5]);
    expect([...duelsOf(of(1, 1.00001)).won]).toEqual([0, 1]);
  });

  it("agrees with all pairs, one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 12 }), (values) => {
        const expected = values.map((a, i) =>
          values.reduce((sum, b, j) => sum + (i === j ? 0 : a > b ? 1 : a === b ? 0.5 : 0), 0),
        );
        expect([...duelsOf(Float64Array.from(values)).won]).toEqual(expected);
      }),
    );
  });
});

const bordaShares = (columns: readonly Float64Array[], rows: number): Float64Array =>
  sharesOf(columns.map(duelsOf), rows);

describe("sharesOf", () => {
  it("is Borda's count over its largest value where all rows are complete", () => {
    // Three rows in two columns: 2 + 1, 1 + 2 and 0 + 0 points of 4.
    expect([...bordaShares([of(3, 2, 1), of(2, 3, 1)], 3)]).toEqual([0.75, 0.75, 0]);
  });

  it("lets a row neither win nor lose where a column does not apply", () => {
    expect([...bordaShares([of(3, 2, 1), of(NaN, 5, 4)], 3)]).toEqual([1, 2 / 3, 0]);
  });

  it("ignores how far values are apart, and their scale", () => {
    const [a, b] = [of(1, 2, 3), of(5, 1, 1)];
    expect(bordaShares([a.map((v) => v ** 3 * 1e9), b], 3)).toEqual(bordaShares([a, b], 3));
  });

  it("is ½ for a row that meets nobody", () => expect([...bordaShares([], 2)]).toEqual([0.5, 0.5]));
});

describe("ranksOf", () => {
  it("gives equal shares the better rank", () => {
    expect([...ranksOf(of(0.2, 0.9, 0.9, 0.5))]).toEqual([4, 1, 1, 3]);
  });
});
