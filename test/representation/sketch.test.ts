import { describe, expect, it } from "vitest";
import { fromRows } from "../../core/matrix.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { raw } from "../../representation/raw.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { lengthsOf, sketched, sketchOf } from "../../representation/sketch.ts";
import { standardized } from "../../representation/correlation.ts";

// Two columns with XcᵀXc = [[36, 24], [24, 80]], in a unit of 4.
const factor = fromRows([
  [1.5, 1],
  [0, 2],
]);
const x = sketched(10, { factor, scale: 4, mean: Float64Array.of(3, -1) }, "acts.npy");

describe("a sketch", () => {
  it("has the products of the centred columns in the unit of the data, and no centring of its own", () => {
    const { matrix: xc, scale } = centeredScaled(x);
    const products = backend()
      .gram(xc)
      .data.map((value) => value * scale * scale);
    expect([...products]).toEqual([36, 24, 24, 80]);
    expect(Math.max(...centered(x).data.map(Math.abs))).toBeLessThan(1);
  });

  it("has the products of the columns as they are: those and n times those of the means", () => {
    const { scale } = scaledValues(x);
    const products = backend()
      .gram(raw(x))
      .data.map((value) => value * scale * scale);
    [36 + 90, 24 - 30, 24 - 30, 80 + 10].forEach((value, k) => expect(products[k]).toBeCloseTo(value, 12));
  });

  it("has columns of unit length, whatever the number of its rows", () => {
    expect(squaredNorm(standardized(x))).toBeCloseTo(2, 14);
  });

  it("says that it has no rows, and only a sketch is one", () => {
    expect(() => x.values).toThrow(/acts.npy was read as a stream/);
    expect(() => lengthsOf(sketchOf(x)!)).toThrow(/rows are not in memory/);
    expect(sketchOf(representation(factor))).toBeUndefined();
    expect([x.n, x.p]).toEqual([10, 2]);
  });

  it("without variance has the scale 1", () => {
    const constant = sketched(5, { factor: fromRows([[0]]), scale: 8, mean: Float64Array.of(2) });
    expect(centeredScaled(constant)).toEqual({ matrix: fromRows([[0]]), scale: 1 });
  });
});
