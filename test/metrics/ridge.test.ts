import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { metricById } from "../../metrics/registry/index.ts";
import type { Representation } from "../../core/representation.ts";
import { compare, pairOf, times } from "../support/data.ts";

const centeredValues = (of: Representation): Matrix => {
  const { matrix: xc, scale } = centeredScaled(of);
  return { ...xc, data: xc.data.map((value) => value * scale) };
};

/** 1 − SSE/SST by the normal equations (YᵀY + κI)B = YᵀX. */
function byNormalEquations(x: Representation, y: Representation, kappa: number): number {
  const [xc, yc] = [centeredValues(x), centeredValues(y)];
  const normal = matrix(
    y.p,
    y.p,
    backend()
      .gram(yc)
      .data.map((value, k) => value + (k % (y.p + 1) === 0 ? kappa : 0)),
  );
  const lower = backend().cholesky(normal);
  const right = backend().multiply(yc, xc, { transposeA: true });
  const half = backend().solveTriangular(lower, right, { lower: true });
  const weights = backend().solveTriangular(lower, half, { lower: true, transpose: true });
  const fitted = backend().multiply(yc, weights);
  const residual = { ...xc, data: xc.data.map((value, k) => value - fitted.data[k]!) };
  return 1 - squaredNorm(residual) / squaredNorm(xc);
}

describe("ridge", () => {
  it("is what the normal equations give, with λ absolute, in rows and in units of the variance", async () => {
    const [x, y] = pairOf(4);
    const trace = squaredNorm(centeredValues(y));
    for (const [unit, kappa] of [
      ["absolute", 7],
      ["rows", 7 * y.n],
      ["trace", (7 * trace) / y.p],
    ] as const) {
      const metric = await metricById(`ridge-lambda-7-unit-${unit}`);
      expect(compare(metric, x, y)).toBeCloseTo(byNormalEquations(x, y, kappa), 11);
    }
  });

  it("tends to least squares for a small λ and to 0 for a large one", async () => {
    const [x, y] = pairOf(5);
    const plain = compare(await metricById("linear-regression"), x, y);
    expect(compare(await metricById("ridge-lambda-1e-9"), x, y)).toBeCloseTo(plain, 7);
    expect(compare(await metricById("ridge-lambda-1e9"), x, y)).toBeCloseTo(0, 7);
  });
});

describe("ridge-cv", () => {
  it("with a vanishing λ is cross-validated least squares", async () => {
    const [x, y] = pairOf(6);
    const small = compare(await metricById("ridge-cv-lambda-1e-10"), x, y);
    expect(small).toBeCloseTo(compare(await metricById("linear-regression-cv"), x, y), 6);
  });

  it("chooses a λ that is about as good as the best of the grid", async () => {
    for (let seed = 0; seed < 5; seed++) {
      const [x, y] = pairOf(seed, { n: 40, p1: 4, p2: 25, noise: 1.5 });
      const fixed: number[] = [];
      for (const lambda of ["1e-3", "1e-2", "1e-1", "1", "10", "100", "1000"]) {
        fixed.push(compare(await metricById(`ridge-cv-lambda-${lambda}`), x, y));
      }
      const chosen = compare(await metricById("ridge-cv"), x, y);
      expect(chosen).toBeLessThanOrEqual(Math.max(...fixed) + 0.05);
      expect(chosen).toBeGreaterThan(Math.max(...fixed) - 0.1);
      expect(chosen).toBeGreaterThan(Math.min(...fixed));
    }
  });

  it("does not depend on the units of Y by default, and does with an absolute λ", async () => {
    const [x, y] = pairOf(7);
    const free = await metricById("ridge-cv");
    expect(compare(free, x, times(y, 1000))).toBeCloseTo(compare(free, x, y), 11);
    const absolute = await metricById("ridge-cv-lambda-1-unit-absolute");
    expect(Math.abs(compare(absolute, x, times(y, 0.01)) - compare(absolute, x, y))).toBeGreaterThan(0.05);
  });
});
