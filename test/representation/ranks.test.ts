import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centeredRanks, tieGroups } from "../../representation/ranks.ts";

/** Mean rank by counting: how many are smaller, and half of the others that are equal. */
const byCounting = (values: readonly number[]): number[] =>
  values.map((v) => {
    const [below, equal] = [values.filter((u) => u < v).length, values.filter((u) => u === v).length];
    return below + (equal + 1) / 2 - (values.length + 1) / 2;
  });

describe("tieGroups", () => {
  it("numbers the groups from the smallest and counts them", () => {
    const { group, size } = tieGroups(Float64Array.of(5, 1, 5, 3, 1, 1));
    expect([...group]).toEqual([2, 0, 2, 1, 0, 0]);
    expect([...size]).toEqual([3, 1, 2]);
  });

  it("ties what rounding alone separates, and no chain of small steps", () => {
    expect([...tieGroups(Float64Array.of(0.1 + 0.2, 0.3, 0.6 / 2)).group]).toEqual([0, 0, 0]);
    const chain = Float64Array.from({ length: 30 }, (_, k) => 1 + k * 4e-13);
    expect(tieGroups(chain).size.length).toBeGreaterThan(5);
    expect([...tieGroups(Float64Array.of(1, 1 + 1e-9)).group]).toEqual([0, 1]);
  });

  it("ties zeros with zeros only", () => {
    expect([...tieGroups(Float64Array.of(0, 1e-300, 0)).group]).toEqual([0, 1, 0]);
    expect([...tieGroups(Float64Array.of(0, 5e-324, 0)).group]).toEqual([0, 1, 0]);
  });

  it("finds the group of every value however unevenly they are spread", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const ordered = [...new Set(values.map((v) => v + 0))].sort((a, b) => a - b);
          expect([...tieGroups(Float64Array.from(values), 0).group]).toEqual(
            values.map((v) => ordered.indexOf(v + 0)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("centeredRanks", () => {
  it("are mean ranks minus their mean", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 40 }), (values) => {
        const ranks = centeredRanks(tieGroups(Float64Array.from(values)));
        expect([...ranks]).toEqual(byCounting(values));
        expect(ranks.reduce((a, b) => a + b, 0)).toBe(0);
      }),
    );
  });
});
