import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { scaleColumns, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { covarianceFactor, principalAxes } from "../../representation/covariance-factor.ts";
import { representation } from "../../representation/create.ts";
import { wellConditionedBasis } from "../../representation/orthonormal.ts";
import { canonicalCorrelations, overlap, spectrum } from "../../representation/spectral.ts";
import { randomFrom } from "../../core/random.ts";

/** Columns with deviations from 1 down to 1/condition, turned at random. */
function graded(n: number, p: number, condition: number, salt: number): Matrix {
  const random = randomFrom("graded", n, p, salt);
  const { q } = backend().qr(random.gaussianMatrix(n, p));
  const turn = backend().qr(random.gaussianMatrix(p, p)).q;
  const sigma = Float64Array.from({ length: p }, (_, j) => condition ** (-j / (p - 1)));
  return backend().multiply(scaleColumns(q, sigma), turn);
}

const largestOf = (a: Matrix): number => a.data.reduce((top, value) => Math.max(top, Math.abs(value)), 0);

/** max |QᵀQ − I|. */
function lostOrthogonality(q: Matrix): number {
  const gram = backend().gram(q);
  for (let j = 0; j < q.cols; j++) gram.data[j * (q.cols + 1)]! -= 1;
  return largestOf(gram);
}

describe("covarianceFactor", () => {
  it("is there for a condition of a few, and not for one of a thousand, which its square would lose digits to", () => {
    for (const p of [32, 60, 200]) {
      for (const salt of [1, 2, 3]) {
        expect(covarianceFactor(representation(graded(2 * p, p, 20, salt)))).toBeDefined();
        expect(covarianceFactor(representation(graded(2 * p, p, 1000, salt)))).toBeUndefined();
      }
    }
  });

  it("is not there for few units, for as many units as rows, and for a column that is the sum of two others", () => {
    expect(covarianceFactor(representation(graded(100, 31, 2, 1)))).toBeUndefined();
    expect(covarianceFactor(representation(graded(40, 40, 2, 1)))).toBeUndefined();
    const values = graded(100, 40, 2, 1);
    for (let i = 0; i < 100; i++) values.data[40 * i] = values.data[40 * i + 1]! + values.data[40 * i + 2]!;
    expect(covarianceFactor(representation(values))).toBeUndefined();
    expect(spectrum(representation(values)).rank).toBe(39);
  });

  it("gives the bases, spectra and overlaps of the decompositions of X itself to 1e-11", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 32, max: 48 }),
        fc.double({ min: 1, max: 90, noNaN: true }),
        fc.nat(),
        (p, condition, salt) => {
          const x = representation(graded(3 * p, p, condition, salt));
          const y = representation(graded(3 * p, Math.max(32, p - 2), 3, salt + 1));
          const [ux, uy] = [x, y].map((side) => backend().svd(centered(side)));
          const sigma = spectrum(x).sigma;
          sigma.forEach((value, j) => expect(Math.abs(value / ux!.s[j]! - 1)).toBeLessThan(1e-11));
          expect(lostOrthogonality(spectrum(x).u)).toBeLessThan(1e-11);
          expect(lostOrthogonality(wellConditionedBasis(x)!)).toBeLessThan(1e-11);
          const rho = backend().singularValues(backend().multiply(ux!.u, uy!.u, { transposeA: true }));
          canonicalCorrelations(x, y).forEach((value, j) =>
            expect(Math.abs(value - rho[j]!)).toBeLessThan(1e-11),
          );
          const m = overlap(x, y);
          const direct = backend().multiply(spectrum(x).u, spectrum(y).u, { transposeA: true });
          m.data.forEach((value, k) => expect(Math.abs(value - direct.data[k]!)).toBeLessThan(1e-11));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("has principal axes that make XcᵀXc diagonal", () => {
    const x = representation(graded(120, 40, 30, 5));
    const { vectors, sigma } = principalAxes(x)!;
    const scores = backend().multiply(centered(x), vectors);
    const gram = backend().gram(scores);
    for (let i = 0; i < 40; i++) gram.data[i * 41]! -= sigma[i]! ** 2;
    expect(largestOf(gram)).toBeLessThan(1e-13 * sigma[0]! ** 2);
    expect(lostOrthogonality(transpose(vectors))).toBeLessThan(1e-13);
  });
});
