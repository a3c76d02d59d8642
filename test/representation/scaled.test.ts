import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaledValues } from "../../representation/scaled.ts";
import { fromArray, gaussian, times } from "../support/data.ts";
import { representation } from "../../representation/create.ts";

describe("scaledValues", () => {
  it("is X exactly, over a power of two, and below 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: -480, max: 480 }), fc.nat(), (exponent, seed) => {
        const x = times(representation(gaussian(4, 3, "scaled", seed)), 2 ** exponent);
        const { matrix, scale } = scaledValues(x);
        expect(Math.abs(Math.log2(scale) % 1)).toBe(0);
        expect(Math.max(...matrix.data.map(Math.abs))).toBeLessThanOrEqual(1);
        expect(Math.max(...matrix.data.map(Math.abs))).toBeGreaterThanOrEqual(0.5);
        expect(matrix.data.map((value) => value * scale)).toEqual(x.values.data);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves zeros alone", () => {
    expect(scaledValues(fromArray([[0, 0]]))).toMatchObject({
      scale: 1,
      matrix: { data: Float64Array.of(0, 0) },
    });
  });
});
