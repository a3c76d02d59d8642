import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, selectInPlace } from "../../representation/select.ts";

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

describe("median", () => {
  it("is the mean of the middle two for an even count", () => {
    expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
    expect(median(Float64Array.of(5, 1, 3))).toBe(3);
    expect(median(new Float64Array(0))).toBeNaN();
  });
});
