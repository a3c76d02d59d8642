import { beforeAll, describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { haar } from "../../../generators/haar.ts";
import { combine, frobenius, scaleColumns, sum } from "../../../linalg/elementwise.ts";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import { polarBySvd, polarFactors } from "../../../metrics/gradients/polar.ts";

const random = randomFrom("polar");

/** UΣVᵀ with known factors: its polar factor is UVᵀ. */
function known(rows: number, cols: number, sigma: Float64Array, ...seed: number[]): [Matrix, Matrix] {
  const s = sigma.length;
  const [u, v] = [haar(rows, s, random.child("u", ...seed)), haar(cols, s, random.child("v", ...seed))];
  return [
    backend().multiply(scaleColumns(u, sigma), v, { transposeB: true }),
    backend().multiply(u, v, { transposeB: true }),
  ];
}

/** From 1 to 1/κ, at even ratios. */
const graded = (s: number, kappa: number): Float64Array =>
  Float64Array.from({ length: s }, (_, i) => kappa ** (-i / Math.max(1, s - 1)));

const SHAPES = [
  [12, 12],
  [20, 9],
  [9, 20],
  [1, 7],
  [7, 1],
  [60, 60],
] as const;

describe.each(availableBackends().map(({ name }) => name))("the polar factor, %s", (name) => {
  beforeAll(() => {
    useBackend(name);
  });

  it.each([1, 10, 1e3, 3e4, 1e6, 1e9])("is UVᵀ, and the nuclear norm ΣΣᵢᵢ, at condition %s", (kappa) => {
    for (const [rows, cols] of SHAPES) {
      const s = Math.min(rows, cols);
      const polar = polarFactors(rows, cols);
      // More often than it goes without the shortcut after it has failed.
      for (let k = 0; k < 20; k++) {
        const sigma = graded(s, kappa);
        const [m, factor] = known(rows, cols, sigma, k);
        const into = matrix(rows, cols, new Float64Array(rows * cols).fill(NaN));
        expect(Math.abs(polar(m, into) / sum(sigma) - 1)).toBeLessThan(1e-13);
        // M is rounded: its factor turns by some ε·κ.
        const bound = 1e-12 + 4 * Number.EPSILON * kappa;
        expect(frobenius(combine(1, into, -1, factor)) / Math.sqrt(s)).toBeLessThan(bound);
      }
    }
  });

  it("is a partial isometry where rank is lost", () => {
    for (const [rows, cols] of [
      [12, 12],
      [20, 9],
      [9, 20],
    ] as const) {
      const [m, factor] = known(rows, cols, Float64Array.of(3, 2, 1));
      const into = matrix(rows, cols);
      for (const polar of [polarBySvd, polarFactors(rows, cols)]) {
        expect(polar(m, into)).toBeCloseTo(6, 12);
        expect(frobenius(combine(1, into, -1, factor))).toBeLessThan(1e-13);
      }
      expect(polarFactors(rows, cols)(matrix(rows, cols), into)).toBe(0);
      expect(frobenius(into)).toBe(0);
    }
  });

  it("is the same when eigenvalues coincide", () => {
    const [m, factor] = known(
      10,
      10,
      Float64Array.from({ length: 10 }, (_, i) => (i < 6 ? 2 : 1e-3)),
    );
    const into = matrix(10, 10);
    expect(polarFactors(10, 10)(m, into)).toBeCloseTo(12.004, 12);
    expect(frobenius(combine(1, into, -1, factor))).toBeLessThan(1e-12);
  });
});
