import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { centered, centeredScaled, scaleOf } from "../../representation/centered.ts";
import { covariance } from "../../representation/covariance-factor.ts";
import { representation } from "../../representation/create.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { rawMoments } from "../../representation/raw-moments.ts";
import { crossCovariance, squaredSize } from "../../representation/spectral.ts";
import { gaussian } from "../support/data.ts";

/** Gaussian columns, each with a mean of its own. */
function shifted(n: number, p: number, mean: (j: number) => number, salt: string): Matrix {
  const { data } = gaussian(n, p, salt);
  return matrix(
    n,
    p,
    data.map((value, k) => value + mean(k % p)),
  );
}

/** The largest difference over the largest number. */
function apart(a: Matrix, b: Matrix): number {
  const size = b.data.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  return a.data.reduce((top, value, k) => Math.max(top, Math.abs(value - b.data[k]!)), 0) / size;
}

describe("rawMoments", () => {
  it("gives the products of the centred matrices, and their scale, whatever the means", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 200 }),
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.integer({ min: -400, max: 400 }),
        (n, p, mean, exponent) => {
          const values = shifted(n, p, (j) => mean * Math.cos(j), `${n} ${p}`);
          const x = representation({ ...values, data: values.data.map((value) => value * 2 ** exponent) });
          const y = representation(shifted(n, p + 1, () => -mean, `${p} ${n}`));
          const [xc, yc] = [centered(x), centered(y)];
          expect(scaleOf(x)).toBe(centeredScaled(x).scale);
          expect(apart(covariance(x), backend().gram(xc))).toBeLessThan(1e-13);
          const product = backend().multiply(xc, yc, { transposeA: true });
          const size = Math.sqrt(squaredNorm(xc) * squaredNorm(yc));
          crossCovariance(x, y).data.forEach((value, k) => {
            expect(Math.abs(value - product.data[k]!)).toBeLessThan(1e-13 * size);
          });
          expect(squaredSize(x) / squaredNorm(xc)).toBeCloseTo(1, 13);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("are not read where a mean is large against its column, a column is constant, or numbers are out of range", () => {
    const small = (j: number): number => j;
    expect(rawMoments(representation(shifted(100, 3, small, "a")))).toBeDefined();
    expect(rawMoments(representation(shifted(100, 3, (j) => 9 * j, "a")))).toBeUndefined();
    const constant = shifted(100, 3, small, "b");
    for (let i = 0; i < 100; i++) constant.data[3 * i + 1] = 0.1;
    expect(rawMoments(representation(constant))).toBeUndefined();
    for (let i = 0; i < 100; i++) constant.data[3 * i + 1] = 0;
    expect(rawMoments(representation(constant))).toBeDefined();
    for (const factor of [1e160, 1e-160]) {
      const values = gaussian(50, 2, "far");
      const x = representation({ ...values, data: values.data.map((value) => value * factor) });
      expect(rawMoments(x)).toBeUndefined();
    }
  });

  it("lose no digit of a column whose mean is a million times its deviation", () => {
    const values = shifted(200, 40, () => 0, "digits");
    // Multiples of 2⁻²⁰, so that the shift is exact.
    const data = values.data.map((value) => Math.round(value * 2 ** 20) / 2 ** 20);
    const near = representation({ ...values, data });
    const far = representation({
      ...values,
      data: data.map((value, k) => value + (k % 40 === 7 ? 2 ** 20 : 0)),
    });
    const [a, b] = [covariance(near), covariance(far)];
    expect(scaleOf(near)).toBe(scaleOf(far));
    expect(apart(b, a)).toBeLessThan(1e-13);
  });

  it("are those of rows in a new order too", () => {
    const [x, y] = [representation(gaussian(30, 3, "order")), representation(gaussian(30, 2, "other"))];
    const turned = permuteRows(
      x,
      Int32Array.from({ length: 30 }, (_, i) => 29 - i),
    );
    expect(rawMoments(turned)).toBe(rawMoments(x));
    const product = backend().multiply(centered(turned), centered(y), { transposeA: true });
    expect(apart(crossCovariance(turned, y), product)).toBeLessThan(1e-13);
  });
});
