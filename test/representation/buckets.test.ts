import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { collect, deal, gridOver } from "../../representation/buckets.ts";

const values = Float64Array.from(randomFrom("buckets").gaussianMatrix(300, 500).data);

describe("deal", () => {
  it("puts no value above one of a later bucket", () => {
    const { held, start, largest } = deal(values);
    expect(start.length).toBeGreaterThan(4);
    let before = -Infinity;
    for (let b = 0; b + 1 < start.length; b++) {
      const bucket = held.subarray(start[b], start[b + 1]);
      expect(bucket.length).toBeLessThanOrEqual(largest);
      expect(bucket.reduce((a, v) => Math.min(a, v), Infinity)).toBeGreaterThanOrEqual(before);
      before = bucket.reduce((a, v) => Math.max(a, v), before);
    }
    expect(held.slice().sort()).toEqual(values.slice().sort());
  });

  it.each([150_000, 1000, 1, 0])("gives back what stands for each of %i values", (m) => {
    const some = values.slice(0, m);
    const buckets = deal(some);
    for (let k = 0; k < m; k++) buckets.held[k]! *= -3;
    expect(collect(some, buckets)).toEqual(some.map((value) => -3 * value));
  });
});

describe("gridOver", () => {
  it("has a cell for every value, none before that of a smaller one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        (given, cells) => {
          const sorted = Float64Array.from(given).sort();
          const { least, perUnit } = gridOver(sorted, 0, sorted.length, cells);
          const at = Array.from(sorted, (value) => ((value - least) * perUnit) | 0);
          expect(at).toEqual(at.toSorted((a, b) => a - b));
          expect(at[0]).toBe(0);
          expect(at.at(-1)).toBeLessThan(cells);
        },
      ),
      { numRuns: 300 },
    );
  });
});
