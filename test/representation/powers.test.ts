import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { powerOfTwoAbove } from "../../representation/powers.ts";

describe("powerOfTwoAbove", () => {
  it("is a power of two in (|v|, 2|v|]", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
        const power = powerOfTwoAbove(-value);
        expect(Number.isInteger(Math.log2(power))).toBe(true);
        expect(power).toBeGreaterThan(value);
        expect(power).toBeLessThanOrEqual(2 * value);
      }),
    );
  });
});
