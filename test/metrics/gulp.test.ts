import { describe, expect, it } from "vitest";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { centered } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import type { Representation } from "../../core/representation.ts";
import { gramCentered, overlap, rankOf, squaredSize } from "../../representation/spectral.ts";
import { compare, gaussian, pairOf } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { nearly } from "../support/gradient-cases.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [gulp, squared, atZero] = await Promise.all(
  ["gulp", "gulp-squared", "gulp-squared-lambda-0"].map(metricById),
);

/** tr((Σ_Xλ⁻¹Σ_X)²) + … by Cholesky solves on p×p matrices, as the paper writes it. */
function byDefinition(x: Representation, y: Representation, lambda: number): number {
  const scale = (side: Representation): number => Math.sqrt(side.n / squaredSize(side));
  const cov = (a: Representation, b: Representation): ReturnType<typeof centered> => {
    const product = backend().multiply(centered(a), centered(b), { transposeA: true });
    return { ...product, data: product.data.map((v) => (v * scale(a) * scale(b)) / a.n) };
  };
  /** Σ_λ⁻¹·A. */
  const solve = (side: Representation, a: ReturnType<typeof centered>): typeof a => {
    const own = cov(side, side);
    own.data.forEach((_, k) => {
      if (k % (side.p + 1) === 0) own.data[k]! += lambda;
    });
    const l = backend().cholesky(own);
    return backend().solveTriangular(l, backend().solveTriangular(l, a, { lower: true }), {
      lower: true,
      transpose: true,
    });
  };
  const trace = (a: ReturnType<typeof centered>): number => {
    let total = 0;
    for (let i = 0; i < a.rows; i++) total += a.data[i * a.cols + i]!;
    return total;
  };
  const self = (side: Representation): number => {
    const s = solve(side, cov(side, side));
    return trace(backend().multiply(s, s));
  };
  return self(x) + self(y) - 2 * trace(backend().multiply(solve(x, cov(x, y)), solve(y, cov(y, x))));
}

describe("gulp", () => {
  it("is its definition by covariances, for several λ", async () => {
    const [x, y] = pairOf(1);
    for (const lambda of [0.01, 0.3]) {
      const metric = await metricById(`gulp-squared-lambda-${lambda}`);
      expect(compare(metric, x, y)).toBeCloseTo(byDefinition(x, y, lambda), 10);
    }
    expect(compare(gulp!, x, y)).toBeCloseTo(Math.sqrt(compare(squared!, x, y)), 13);
  });

  it("at λ = 0 is r_X + r_Y − 2‖M‖²: ranks and canonical correlations", () => {
    const [x, y] = pairOf(1);
    expect(compare(atZero!, x, y)).toBeCloseTo(rankOf(x) + rankOf(y) - 2 * squaredNorm(overlap(x, y)), 11);
  });

  it("counts no direction that is rounding, where inverting whatever exceeds zero adds some", async () => {
    const { x, y } = (await goldenPairs()).get("lowrank")!;
    expect(compare(atZero!, x, y)).toBeCloseTo(6.832960826381242, 9);
    // The trap: 1/λ of every eigenvalue of the covariance above 0 counts directions of rounding as well.
    const positive = (side: Representation): number =>
      backend()
        .eigenvaluesSymmetric(gramCentered(side))
        .filter((value) => value > 0).length;
    expect(positive(x)).toBeGreaterThan(rankOf(x));
    expect(positive(y)).toBeGreaterThan(rankOf(y));
  });

  it("keeps its digits near zero: it is a square there, and never negative", async () => {
    const { x, y } = (await goldenPairs()).get("rot")!;
    for (const metric of [squared!, atZero!]) {
      expect(compare(metric, x, y)).toBeGreaterThanOrEqual(0);
      expect(compare(metric, x, y)).toBeLessThan(1e-26);
    }
    const [far, near] = [compare(squared!, ...nearly(1e-4)), compare(squared!, ...nearly(1e-7))];
    expect(near / far).toBeCloseTo(1e-6, 9);
  });

  it("is zero for any data at λ = 0 once both sides span everything", () => {
    const [x, y] = [representation(gaussian(8, 12, "x")), representation(gaussian(8, 9, "y"))];
    expect(compare(atZero!, x, y)).toBeLessThan(1e-20);
  });

  it.each(["gulp", "gulp-squared", "gulp-lambda-0"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const metric = await metricById(id);
      expectInvariances(metric);
    },
  );
});
