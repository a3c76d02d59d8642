import type { Matrix } from "../../core/matrix.ts";
import { combine, inner, scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { Factors } from "./subspace.ts";

const product = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b);
const withTranspose = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b, { transposeB: true });
const transposeWith = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b, { transposeA: true });

/** V·diag(d)·VᵀA for the rows of Vᵀ. */
const throughRows = (vt: Matrix, d: Float64Array, a: Matrix): Matrix =>
  transposeWith(vt, scaleRows(d, product(vt, a)));

/** A fit of X (n×p1) on Y (n×p2), Y = U·diag(s)·Vᵀ, both centred. */
export interface Fit {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly factors: Factors;
  /** β, p2×p1. */
  readonly beta: Matrix;
}

/** The fit with the coefficients β = V·diag(gain)·UᵀX; ridge has gain s/(s² + κ), least squares 1/s. */
export function fitWith(x: Matrix, y: Matrix, factors: Factors, gains: Float64Array): Fit {
  return { x, y, factors, beta: transposeWith(factors.vt, scaleRows(gains, transposeWith(factors.u, x))) };
}

/**
 * The adjoint of β = (YᵀY + κ)⁻¹YᵀX at Γ = ∂L/∂β: ∂L/∂Y = XNᵀ − Y(βNᵀ + Nβᵀ) with N = (YᵀY + κ)⁻¹Γ, and
 * ∂L/∂κ = −tr(Nᵀβ). For κ > 0.
 */
export function ridgeAdjoint(
  { x, y, factors: { s, vt }, beta }: Fit,
  kappa: number,
  gamma: Matrix,
): { byY: Matrix; byKappa: number } {
  const shares = s.map((value) => 1 / (value ** 2 + kappa) - 1 / kappa);
  const n = combine(1 / kappa, gamma, 1, throughRows(vt, shares, gamma));
  const [yBeta, yN] = [product(y, beta), product(y, n)];
  const byY = combine(1, withTranspose(combine(1, x, -1, yBeta), n), -1, withTranspose(yN, beta));
  return { byY, byKappa: -inner(n.data, beta.data) };
}

/**
 * The adjoint of the minimum-norm β = Y⁺X at Γ = ∂L/∂β, where the rank is constant (Golub and Pereyra 1973):
 * −Y⁺ᵀΓβᵀ + (X − Yβ)(Y⁺Y⁺ᵀΓ)ᵀ + Y⁺ᵀβΓᵀ(I − Y⁺Y).
 */
export function leastSquaresAdjoint({ x, y, factors: { u, s, vt }, beta }: Fit, gamma: Matrix): Matrix {
  const inverse = s.map((value) => 1 / value);
  const pseudo = (a: Matrix): Matrix => product(u, scaleRows(inverse, product(vt, a)));
  const squares = inverse.map((value) => value * value);
  const first = withTranspose(pseudo(gamma), beta);
  const second = withTranspose(combine(1, x, -1, product(y, beta)), throughRows(vt, squares, gamma));
  const outsideRows = combine(1, gamma, -1, transposeWith(vt, product(vt, gamma)));
  return combine(1, combine(-1, first, 1, second), 1, withTranspose(pseudo(beta), outsideRows));
}
