import { describe, expect, it } from "vitest";
import { byArccos } from "../../../metrics/gradients/angles.ts";

describe("byArccos", () => {
  it("is the derivative of arccos", () => {
    for (const s of [-0.9, 0, 0.3, 0.999]) {
      expect(byArccos(s)).toBeCloseTo((Math.acos(s + 1e-7) - Math.acos(s - 1e-7)) / 2e-7, 4);
    }
  });

  it("stays finite at and beyond 1, where rounding may have pushed the cosine", () => {
    for (const s of [1, 1 + 1e-15, -1, -1 - 1e-15]) {
      expect(byArccos(s)).toBeLessThan(0);
      expect(Math.abs(byArccos(s))).toBeLessThan(1e6);
    }
  });
});
