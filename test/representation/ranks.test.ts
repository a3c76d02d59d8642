import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { TIE } from "../../representation/distances.ts";
import { centeredRanks, tiedRanks, tieGroups } from "../../representation/ranks.ts";

/** Mean rank by counting: how many are smaller, and half of the others that are equal. */
const byCounting = (values: readonly number[]): number[] =>
  values.map((v) => {
    const [below, equal] = [values.filter((u) => u < v).length, values.filter((u) => u === v).length];
    return below + (equal + 1) / 2 - (values.length + 1) / 2;
  });

/** The rule as it stands, on sorted values: a group begins with its smallest and takes what is within the tolerance. */
function byTheRule(values: Float64Array, tolerance = TIE): { group: number[]; size: number[] } {
  const order = Array.from(values, (_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const group = new Array<number>(values.length);
  const size: number[] = [];
  let first = NaN;
  for (const k of order) {
    const value = values[k]!;
    if (!(value - first <= tolerance * Math.abs(value))) {
      first = value;
      size.push(0);
    }
    size[size.length - 1]!++;
    group[k] = size.length - 1;
  }
  return { group, size };
}

/** More values than are sorted at a time, some of them tied but for rounding, in several distributions. */
const MANY: Readonly<Record<string, (u: () => number, k: number) => number>> = {
  "evenly spread": (u) => u(),
  "bell-shaped, of both signs": (u) => u() + u() + u() + u() - 2,
  "of few values": (u) => Math.floor(30 * u()) / 30,
  "all equal": () => 0.1 + 0.2,
  "with rounding around a few values": (u) => (1 + Math.floor(40 * u())) * (1 + 4e-13 * u()),
  "in chains of small steps": (_u, k) => 1 + (k % 50_000) * 3e-13,
  "at scales far apart": (u) => 10 ** (600 * u() - 300),
  "crowded beside one that is far away": (u, k) => (k === 7 ? 1e9 : u() < 0.5 ? 1e-9 * u() : u()),
};

describe.each(Object.entries(MANY))("of many values %s", (name, draw) => {
  const random = randomFrom("ranks", name);
  const values = Float64Array.from({ length: 90_000 }, (_, k) => draw(() => random.uniform(), k));

  it("groups and ranks are those of the rule", () => {
    const expected = byTheRule(values);
    const found = tieGroups(values);
    expect(found.size).toEqual(Int32Array.from(expected.size));
    expect(found.group).toEqual(Int32Array.from(expected.group));
    expect(tiedRanks(values)).toEqual(centeredRanks(found));
  });
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
