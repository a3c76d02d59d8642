import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleRows, sum } from "../../linalg/elementwise.ts";
import type { SymmetricEigen } from "../../linalg/index.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { throughKernel } from "./kernel.ts";
import { fromScaled } from "./raw.ts";

/**
 * ∂/∂Y of the kernel ridge R² of X predicted from Y, tr(Xᵀφ(K)X)/‖X‖² with φ(λ) = 1 − (κ/(λ + κ))², n×p2. By Daleckii
 * and Krein (1965) ∂/∂K = U·(D∘UᵀMU)·Uᵀ, M = XXᵀ/‖X‖², Dᵢⱼ = (φᵢ − φⱼ)/(λᵢ − λⱼ), which is
 * κ²(λᵢ + λⱼ + 2κ)/((λᵢ + κ)²(λⱼ + κ)²) also for a tie; κ moves with tr K.
 *
 * @param spectrum Of the centred kernel matrix of Y. @param width σ over the root of the median squared distance.
 */
export function kernelRidgeFromYGradient(
  x: Representation,
  y: Representation,
  { values, vectors }: SymmetricEigen,
  lambda: number,
  width: number,
): Matrix {
  const n = y.n;
  const eigenvalues = values.map((value) => Math.max(0, value));
  const kappa = (lambda * sum(eigenvalues)) / n;
  const inside = backend().multiply(vectors, centered(x), { transposeA: true });
  const target = backend()
    .gram(inside, false)
    .data.map((value) => value / squaredSize(x));
  const mixed = matrix(n, n);
  let byKappa = 0;
  for (let i = 0; i < n; i++) {
    const a = eigenvalues[i]! + kappa;
    for (let j = 0; j < n; j++) {
      const b = eigenvalues[j]! + kappa;
      mixed.data[i * n + j] = ((kappa / a) ** 2 * (a + b) * target[i * n + j]!) / b ** 2;
    }
    byKappa -= (2 * kappa * eigenvalues[i]! * target[i * (n + 1)]!) / a ** 3;
  }
  // κ is a multiple of the trace, so that its share is one of the identity.
  for (let i = 0; i < n; i++) mixed.data[i * (n + 1)]! += (byKappa * lambda) / n;
  const byKernel = backend().multiply(backend().multiply(vectors, mixed), vectors, { transposeB: true });
  const choice = { kernel: "rbf", estimator: "biased", width: { times: width, median: "off" } } as const;
  return throughKernel(y, choice, doubleCenter(byKernel));
}

/**
 * ∂/∂Y of the kernel ridge R² of Y predicted from X, n×p2: 2(ΦY − R²·Y)/‖Y‖², Φ = U·diag(2f − f²)·Uᵀ of X.
 *
 * @param vectors U. @param shares 2f − f².
 */
export function kernelRidgeOfYGradient(y: Representation, vectors: Matrix, shares: Float64Array): Matrix {
  const [yc, size] = [centered(y), squaredSize(y)];
  const inside = backend().multiply(vectors, yc, { transposeA: true });
  const explained = backend().multiply(vectors, scaleRows(shares, inside));
  const r2 = inner(explained.data, yc.data) / size;
  return fromScaled(y, combine(2 / size, explained, (-2 * r2) / size, yc));
}
