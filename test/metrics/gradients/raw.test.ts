import { describe, expect, it } from "vitest";
import { fromRows, matrix } from "../../../core/matrix.ts";
import { centerColumns, finite, fromScaled, times, zeroGradient } from "../../../metrics/gradients/raw.ts";
import { centeredScaled } from "../../../representation/centered.ts";
import { fromArray } from "../../support/data.ts";

describe("centerColumns", () => {
  it("takes the mean of every column off and leaves its argument alone", () => {
    const a = fromRows([
      [1, 10],
      [3, 20],
    ]);
    expect([...centerColumns(a).data]).toEqual([-1, -5, 1, 5]);
    expect([...a.data]).toEqual([1, 10, 3, 20]);
  });
});

describe("fromScaled", () => {
  it("divides by the scale of Y and centres: Σy² of the scaled matrix by hand", () => {
    const y = fromArray([[100], [300], [800]]);
    const { matrix, scale } = centeredScaled(y);
    expect(scale).toBeGreaterThan(1);
    // f = Σ(y − ȳ)²/scale², ∂f/∂y = 2(y − ȳ)/scale².
    const gradient = fromScaled(y, times(2, matrix));
    [-300, -100, 400].forEach((deviation, i) => {
      expect(gradient.data[i]).toBeCloseTo((2 * deviation) / scale ** 2, 14);
    });
  });

  it("does not overflow on the way where the factor undoes the scale", () => {
    const y = fromArray([[1e300], [-1e300]]);
    const { matrix, scale } = centeredScaled(y);
    for (const value of fromScaled(y, matrix, scale).data) expect(Math.abs(value)).toBeLessThan(2);
  });
});

describe("zeroGradient", () => {
  it("has the shape of Y", () => {
    expect(
      zeroGradient(
        fromArray([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    ).toEqual({ rows: 3, cols: 2, data: new Float64Array(6) });
  });
});

describe("finite", () => {
  it("lets a gradient through that float64 can hold, and names the overflow of one that it cannot", () => {
    const large = matrix(1, 2, new Float64Array([1e308, -1e308]));
    expect(finite(large)).toBe(large);
    expect(() => finite(times(10, large))).toThrow(/overflow/);
  });
});
