import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { ordered, selectInPlace } from "../../representation/select.ts";

const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
  minLength: 1,
});

describe("selectInPlace", () => {
  it("finds what sorting finds, with ties", () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (values, at) => {
        const k = at % values.length;
        const sorted = Float64Array.from(values).sort();
        const found = selectInPlace(Float64Array.from(values), k);
        expect(found === sorted[k] || (found === 0 && sorted[k] === 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("ordered", () => {
  it("finds what sorting finds among many numbers, whatever their order and ties, and leaves them as they are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.constantFrom(1, 2, 7, 1e3, 1e9),
        fc.constantFrom("random", "ascending", "periodic"),
        fc.nat(),
        fc.nat(),
        (length, levels, order, a, seed) => {
          const random = randomFrom("test-ordered", seed);
          const values = Float64Array.from({ length }, (_, k) =>
            order === "periodic" ? k % 20 : Math.floor(levels * random.uniform()),
          );
          if (order === "ascending") values.sort();
          const place = a % length;
          const next = place + 1 < length && seed % 2 === 0;
          const given = values.slice();
          const sorted = values.slice().sort();
          expect(ordered(values, place, next)).toEqual([sorted[place], sorted[next ? place + 1 : place]]);
          expect(values).toEqual(given);
        },
      ),
      { numRuns: 150 },
    );
  });
});
