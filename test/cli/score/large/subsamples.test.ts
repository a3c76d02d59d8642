import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subsamples, SUBSAMPLES } from "../../../../cli/score/large/subsamples.ts";
import { matrix, type Matrix } from "../../../../core/matrix.ts";
import { randomFrom } from "../../../../core/random.ts";
import { rowsOf } from "../../../support/streams.ts";

/** n rows that say their number: once, and twice. */
const numbered = (n: number): Matrix[] => [
  matrix(
    n,
    1,
    Float64Array.from({ length: n }, (_, i) => i),
  ),
  matrix(
    n,
    2,
    Float64Array.from({ length: 2 * n }, (_, k) => -Math.floor(k / 2)),
  ),
];

function taken(
  n: number,
  wanted: number,
  step: number,
): { rows: number; sets: number[][]; sides: Matrix[][] } {
  const chosen = subsamples(n, [1, 2], wanted, randomFrom("subsamples", n));
  const sides = numbered(n);
  for (let from = 0; from < n; from += step) {
    chosen.take(
      sides.map((side) => rowsOf(side, from, Math.min(n, from + step))),
      from,
    );
  }
  const sets = chosen.matrices.map(([x]) => [...x!.data]);
  return { rows: chosen.rows, sets, sides: chosen.matrices.map((set) => [...set]) };
}

describe("subsamples", () => {
  it("have no row in common, and the same rows of every side, however the file is read", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 400 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 500 }),
        (n, wanted, step) => {
          const { rows, sets, sides } = taken(n, wanted, step);
          expect(rows).toBe(Math.min(wanted, Math.floor(n / SUBSAMPLES)));
          const all = sets.flat();
          expect(all).toHaveLength(SUBSAMPLES * rows);
          expect(new Set(all).size).toBe(all.length);
          for (const [k, set] of sets.entries()) {
            expect(set).toEqual([...set].sort((a, b) => a - b));
            expect([...sides[k]![1]!.data]).toEqual(set.flatMap((row) => [-row, -row]));
          }
          expect(taken(n, wanted, n).sets).toEqual(sets);
        },
      ),
    );
  });

  it("choose every row as often as any other", () => {
    const counts = new Int32Array(80);
    for (let seed = 0; seed < 400; seed++) {
      const chosen = subsamples(80, [1], 4, randomFrom("even", seed));
      chosen.take([numbered(80)[0]!], 0);
      for (const [x] of chosen.matrices) for (const row of x!.data) counts[row]!++;
    }
    // 160 expected, and a standard deviation of 9.8.
    expect(Math.min(...counts)).toBeGreaterThan(110);
    expect(Math.max(...counts)).toBeLessThan(210);
  });
});
