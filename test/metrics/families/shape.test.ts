import { describe, expect, it } from "vitest";
import { alphaOf, shapeFilter, shapeInvariances, shapeText } from "../../../metrics/families/shape.ts";
import { centeredScaled } from "../../../representation/centered.ts";
import { pairOf, times } from "../../support/data.ts";

const [x] = pairOf(1);

describe("shapeFilter", () => {
  it("mixes σ with 1 in the units of the data, not of the scaled matrix", () => {
    const { scale } = centeredScaled(x);
    expect(scale * shapeFilter(0.25, "linear")(x).value(3 / scale)).toBeCloseTo(0.25 * 3 + 0.75, 14);
    expect(scale * shapeFilter(0.25, "linear-rows")(x).value(3 / scale)).toBeCloseTo(
      0.75 + 0.75 * Math.sqrt(x.n),
      13,
    );
    expect(shapeFilter(0.25, "power")(x).value(16)).toBe(2);
  });

  it("has the slope of its value", () => {
    for (const recipe of ["linear", "linear-rows", "power"] as const) {
      const { value, slope } = shapeFilter(0.3, recipe)(x);
      expect(slope(0.7)).toBeCloseTo((value(0.7 + 1e-6) - value(0.7 - 1e-6)) / 2e-6, 8);
    }
  });

  it("does not overflow at scales of 1e±150", () => {
    for (const factor of [1e150, 1e-150]) {
      expect(Number.isFinite(shapeFilter(0.5, "linear")(times(x, factor)).value(0.3))).toBe(true);
    }
  });
});

describe("alphaOf", () => {
  it("takes 0 … 1 and refuses more", () => {
    expect([alphaOf("0"), alphaOf(0.5), alphaOf(1)]).toEqual([0, 0.5, 1]);
    expect(() => alphaOf(1.5)).toThrow(/α must be in \[0, 1\] \(got 1.5\)/);
  });
});

describe("shapeInvariances", () => {
  it("ignores linear maps at 0, size at 1 or by powers, and neither in between by the linear mix", () => {
    expect(shapeInvariances("0", "linear").x).toContain("invertible-linear");
    expect(shapeInvariances(1, "linear").x).toContain("isotropic-scaling");
    expect(shapeInvariances(0.5, "power").x).toContain("isotropic-scaling");
    expect(shapeInvariances(0.5, "linear").x).not.toContain("isotropic-scaling");
    expect(shapeInvariances(0.5, "linear").x).toContain("orthogonal");
  });
});

describe("shapeText", () => {
  it("writes the recipe out", () => {
    expect(shapeText(0.25, "linear")).toBe("U(0.25·S + 0.75·I)Vᵀ");
    expect(shapeText("0", "power")).toBe("U·S^0·Vᵀ");
  });
});
