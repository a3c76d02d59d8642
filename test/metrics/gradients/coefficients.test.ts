import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { inner } from "../../../linalg/elementwise.ts";
import {
  fitWith,
  leastSquaresAdjoint,
  ridgeAdjoint,
  type Fit,
} from "../../../metrics/gradients/coefficients.ts";
import { factorsOf } from "../../../metrics/gradients/subspace.ts";
import { gaussian } from "../../support/data.ts";

const fit = (x: Matrix, y: Matrix, kappa: number): Fit => {
  const factors = factorsOf(y);
  return fitWith(
    x,
    y,
    factors,
    factors.s.map((s) => s / (s * s + kappa)),
  );
};

/** Checks ∂⟨Γ, β(Y)⟩/∂Y at every element. */
function check(y: Matrix, kappa: number, adjoint: (of: Fit, gamma: Matrix) => Matrix): void {
  const [x, gamma] = [gaussian(y.rows, 3, "x"), gaussian(y.cols, 3, "gamma")];
  const gradient = adjoint(fit(x, y, kappa), gamma);
  const size = Math.hypot(...gradient.data);
  gradient.data.forEach((value, k) => {
    const at = (t: number): number => {
      const moved = { ...y, data: y.data.map((v, m) => v + (m === k ? t : 0)) };
      return inner(gamma.data, fit(x, moved, kappa).beta.data);
    };
    const slope = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / (12 * 1e-4);
    expect(Math.abs(slope - value)).toBeLessThan(1e-7 * size);
  });
}

describe("fitWith", () => {
  it("solves the normal equations of ridge", () => {
    const [x, y] = [gaussian(8, 2, "x"), gaussian(8, 3, "y")];
    const { beta } = fit(x, y, 0.5);
    // Yᵀ(X − Yβ) = κβ.
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 2; j++) {
        let left = 0;
        for (let row = 0; row < 8; row++) {
          let residual = x.data[row * 2 + j]!;
          for (let k = 0; k < 3; k++) residual -= y.data[row * 3 + k]! * beta.data[k * 2 + j]!;
          left += y.data[row * 3 + i]! * residual;
        }
        expect(left).toBeCloseTo(0.5 * beta.data[i * 2 + j]!, 12);
      }
    }
  });
});

describe("the adjoint of the coefficients", () => {
  it("of ridge, tall and wide", () => {
    for (const [n, p] of [
      [8, 4],
      [4, 7],
    ] as const) {
      check(gaussian(n, p, "y"), 0.7, (of, gamma) => ridgeAdjoint(of, 0.7, gamma).byY);
    }
  });

  it("of ridge, with respect to the penalty", () => {
    const [x, y, gamma] = [gaussian(8, 3, "x"), gaussian(8, 4, "y"), gaussian(4, 3, "gamma")];
    const at = (kappa: number): number => inner(gamma.data, fit(x, y, kappa).beta.data);
    const { byKappa } = ridgeAdjoint(fit(x, y, 0.7), 0.7, gamma);
    expect(byKappa).toBeCloseTo((at(0.7 + 1e-5) - at(0.7 - 1e-5)) / 2e-5, 8);
  });

  it("of minimum-norm least squares, tall and wide", () => {
    for (const [n, p] of [
      [8, 4],
      [4, 7],
    ] as const) {
      check(gaussian(n, p, "y"), 0, leastSquaresAdjoint);
    }
  });
});
