import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { squaredSize } from "../../representation/spectral.ts";
import type { EpsilonUnit } from "../families/log-eigenvalues.ts";
import { inverseRoot, regularised, whitened } from "../families/log-eigenvalues.ts";
import { fromScaled, times, zeroGradient } from "./raw.ts";
import { factorsOf } from "./subspace.ts";

/** A^−½·U·diag(ln λ/λ)·UᵀA^−½ applied to a matrix, for A^−½BA^−½ = U·diag(λ)·Uᵀ: half of ∂(d²/2)/∂B. */
function logSlope(root: Matrix, u: Matrix, s: Float64Array, shift: number, of: Matrix): Matrix {
  const shares = s.map((value) => (2 * Math.log(value) + shift) / value / value);
  const turned = backend().multiply(u, backend().multiply(root, of), { transposeA: true });
  return backend().multiply(root, backend().multiply(u, scaleRows(shares, turned)));
}

const length = (s: Float64Array, shift: number): number =>
  Math.sqrt(s.reduce((total, value) => total + (2 * Math.log(value) + shift) ** 2, 0));

/**
 * ∂/∂Y of the Riemannian distance of Gram matrices, n×p2: with B = K_Y + ε·I, ∂d/∂B = A^−½·U·diag(ln λ/λ)·UᵀA^−½/d
 * and ∂d/∂Y = 2·∂d/∂B·Yc. For ε in units of the trace the factor n/‖Yc‖² moves with Y, and its share is added.
 *
 * @throws Undefined when X or Y has no variance, or ε is lost beside the activations.
 */
export function riemannianGramGradient(
  x: Representation,
  y: Representation,
  epsilon: number,
  unit: EpsilonUnit,
): Matrix {
  requireVariance(x, y);
  const [a, b] = [regularised(x, epsilon, unit), regularised(y, epsilon, unit)];
  const root = inverseRoot(x, a.epsilon);
  const { u, s } = backend().svd(whitened(root, y, b.epsilon));
  const shift = b.logFactor - a.logFactor;
  const distance = length(s, shift);
  if (distance === 0) return zeroGradient(y);
  const yc = centered(y);
  const direct = logSlope(root, u, s, shift, yc);
  if (unit !== "trace") return fromScaled(y, times(2 / distance, direct));
  // A = f·(K̂ + ε̂), f = n/‖Ŷ‖² and ε̂ = ε‖Ŷ‖²/n: ∂ ln f = −2Ŷ/‖Ŷ‖², ∂ε̂ = 2εŶ/n.
  const identity = { rows: y.n, cols: y.n, data: new Float64Array(y.n * y.n) };
  for (let i = 0; i < y.n; i++) identity.data[i * y.n + i] = 1;
  const slope = logSlope(root, u, s, shift, identity);
  let trace = 0;
  for (let i = 0; i < y.n; i++) trace += slope.data[i * y.n + i]!;
  const logs = s.reduce((total, value) => total + 2 * Math.log(value) + shift, 0);
  const own = (trace * 2 * epsilon) / y.n - (2 * logs) / squaredSize(y);
  return fromScaled(y, combine(2 / distance, direct, own / distance, yc));
}

/** ∂/∂Y of the Riemannian distance of covariances, n×p2: 2·Yc·Σ_Y^−1·log(Σ_YΣ_X^−1)/d by the same formula, p×p. */
export function riemannianCovarianceGradient(x: Representation, y: Representation): Matrix {
  const fx = factorsOf(centered(x));
  // A^−½ = V·diag(1/s)·Vᵀ, and Yc·A^−½ = P·diag(t)·Qᵀ has λ = t².
  const root = backend().multiply(
    fx.vt,
    scaleRows(
      fx.s.map((value) => 1 / value),
      fx.vt,
    ),
    { transposeA: true },
  );
  const { u, s, vt } = backend().svd(backend().multiply(centered(y), root));
  const shift = 2 * (Math.log(scaleOf(y)) - Math.log(scaleOf(x)));
  const distance = length(s, shift);
  if (distance === 0) return zeroGradient(y);
  // Yc·A^−½·Q·diag(ln λ/λ)·QᵀA^−½ = P·diag(ln λ/t)·QᵀA^−½.
  const shares = s.map((value) => (2 * (2 * Math.log(value) + shift)) / value / distance);
  return fromScaled(y, backend().multiply(u, scaleRows(shares, backend().multiply(vt, root))));
}
