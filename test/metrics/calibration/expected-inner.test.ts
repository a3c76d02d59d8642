import { describe, expect, it } from "vitest";
import { expectedInner } from "../../../metrics/calibration/expected-inner.ts";

describe("the mean inner product over all orders", () => {
  it("meets every element with every other, on the diagonal and off it", () => {
    // n = 3 with diagonal: (0,0), (1,0), (1,1), (2,0), (2,1), (2,2).
    const a = Float64Array.of(1, 2, 3, 4, 5, 6);
    const b = Float64Array.of(6, 1, 0, 2, 1, 3);
    expect(expectedInner(a, b, 3)).toBeCloseTo(
      ((1 + 3 + 6) * (6 + 0 + 3)) / 3 + ((2 + 4 + 5) * (1 + 2 + 1)) / 3,
      12,
    );
    expect(expectedInner(Float64Array.of(2, 4, 5), Float64Array.of(1, 2, 1), 3)).toBeCloseTo(
      (11 * 4) / 3,
      12,
    );
  });
});
