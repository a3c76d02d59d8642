import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Slope, SlopeInto } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { covariance } from "../../representation/covariance-factor.ts";
import { crossCovariance, spectrum, squaredSize } from "../../representation/spectral.ts";
import type { Filter } from "../families/filters.ts";
import type { LambdaUnit } from "../families/ridge.ts";
import { ridgeFilter } from "../families/predict.ts";
import { penalty } from "../families/ridge.ts";
import { rebuilt, throughFilter } from "./filtered.ts";
import { slopesAlong } from "./ascent.ts";
import { fromScaled, times } from "./raw.ts";
import { smoothFactors } from "./subspace.ts";

/** √(2f − f²) with f = σ²/(σ² + κ): 1 − SSE/SST of ridge is ‖Fᵀ X‖²/‖X‖² for F = U·diag(√(2f − f²))·Vᵀ. */
const explainedRoot = (kappa: number): Filter => {
  const value = (sigma: number): number => (sigma * Math.sqrt(sigma ** 2 + 2 * kappa)) / (sigma ** 2 + kappa);
  return {
    value,
    // 2f − f² = 1 − (κ/(σ² + κ))², so that its derivative is 4κ²σ/(σ² + κ)³.
    slope: (sigma) => (2 * kappa ** 2 * sigma) / (sigma ** 2 + kappa) ** 3 / value(sigma),
  };
};

/** From this share of the mean diagonal element on, κ makes YᵀY + κ so well conditioned that squares cost no digit. */
const STRONG = 0.1;

const isStrong = (kappa: number, trace: number, p: number): boolean => kappa >= (STRONG * trace) / p;

/**
 * The in-sample ridge R² of X predicted from Y with ∂/∂Y, from the Cholesky factor of YᵀY + κ instead of a singular
 * value decomposition: with β = (YᵀY + κ)⁻¹YᵀX, E = X − Yβ and N = −2κ(YᵀY + κ)⁻¹β,
 * ∂‖E‖²/∂Y = E(N − 2β)ᵀ − Y·Nβᵀ, and ∂‖E‖²/∂κ = −tr(Nᵀβ).
 */
function byNormalEquations(
  x: Representation,
  y: Representation,
  kappa: number,
  /** ∂κ/∂‖Y‖² */
  growth: number,
): Slope {
  const [xc, yc, size, p] = [centered(x), centered(y), squaredSize(x), y.p];
  const penalised: Matrix = { ...covariance(y), data: covariance(y).data.slice() };
  for (let k = 0; k < p; k++) penalised.data[k * p + k]! += kappa;
  const factor = backend().cholesky(penalised);
  const solved = (b: Matrix): Matrix =>
    backend().solveTriangular(factor, backend().solveTriangular(factor, b, { lower: true }), {
      lower: true,
      transpose: true,
    });
  const beta = solved(crossCovariance(y, x));
  const rest = backend().multiply(yc, times(-1, beta), { addTo: { ...xc, data: xc.data.slice() } });
  const n = times(-2 * kappa, solved(beta));
  const scale = scaleOf(y);
  const towards = combine(-1 / size / scale, n, 2 / size / scale, beta);
  const back = backend().multiply(times(1 / size / scale, n), beta, { transposeB: true });
  const byKappa = (inner(n.data, beta.data) * 2 * growth) / size / scale;
  for (let k = 0; k < p; k++) back.data[k * p + k]! += byKappa;
  // Both parts have centred columns, and so has the sum.
  const gradient = backend().multiply(rest, towards, { transposeB: true });
  return {
    value: 1 - squaredNorm(rest) / size,
    gradient: backend().multiply(yc, back, { addTo: gradient }),
  };
}

/** {@link ridgeFromYSlope} by the singular values of Y, which also serve a weak penalty. */
function bySpectrum(x: Representation, y: Representation, kappa: number, growth: number): Slope {
  const [factors, xc, yc, size] = [smoothFactors(y), centered(x), centered(y), squaredSize(x)];
  const filter = explainedRoot(kappa);
  const f = rebuilt(factors, filter.value);
  const fx = backend().multiply(xc, f, { transposeA: true });
  const value = squaredNorm(fx) / size;
  const w = backend().multiply(xc, fx);
  const direct = throughFilter(factors, filter, times(2 / size, w));
  if (growth === 0) return { value, gradient: fromScaled(y, direct) };
  const inside = backend().multiply(factors.u, xc, { transposeA: true });
  const slopes = factors.s.map((s) => (-2 * kappa * s ** 2) / (s ** 2 + kappa) ** 3);
  const byKappa = inner(scaleRows(slopes, inside).data, inside.data) / size;
  return { value, gradient: fromScaled(y, combine(1, direct, byKappa * 2 * growth, yc)) };
}

/**
 * The in-sample ridge R² of X predicted from Y with ∂/∂Y, n×p2. For λ in units of tr(YᵀY)/p the penalty moves with Y,
 * and its share of the gradient is added.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank beside a penalty that is weak.
 */
export function ridgeFromYSlope(
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Slope {
  requireVariance(x, y);
  const trace = squaredSize(y);
  const kappa = penalty(lambda, unit, y.n, trace, y.p, scaleOf(y));
  const growth = unit === "trace" ? lambda / y.p : 0;
  const strong = isStrong(kappa, trace, y.p) && y.p <= y.n;
  return (strong ? byNormalEquations : bySpectrum)(x, y, kappa, growth);
}

/** 2A − B − Bᵀ in place of the symmetric A. */
function twiceLess({ rows: p, data: a }: Matrix, { data: b }: Matrix): void {
  for (let i = 0; i < p; i++) {
    for (let j = 0, k = i * p, l = i; j <= i; j++, k++, l += p) {
      const value = 2 * a[k]! - b[k]! - b[l]!;
      a[k] = value;
      a[l] = value;
    }
  }
}

/** (LLᵀ)⁻¹ of a lower triangular L, into `into`; `room` is overwritten. */
function inverseOf(factor: Matrix, room: Matrix, into: Matrix): void {
  room.data.fill(0);
  for (let k = 0; k < room.data.length; k += room.cols + 1) room.data[k] = 1;
  backend().gram(backend().solveTriangular(factor, room, { lower: true, overwrite: true }), true, into);
}

/**
 * {@link ridgeFromYSlope} along an ascent. With K = (YᵀY + κ)⁻¹, whose condition a strong penalty bounds, β = KYᵀX and
 * N = −2κKβ the residual need not be formed: ∂‖E‖²/∂Y = X(N − 2β)ᵀ + Y·(2ββᵀ − βNᵀ − Nβᵀ), and ‖E‖² is
 * ‖X‖² − ⟨XᵀY, βᵀ⟩ − κ‖β‖².
 */
export const ridgeFromYAscent = (
  x: Representation,
  width: number,
  lambda: number,
  unit: LambdaUnit,
): SlopeInto =>
  slopesAlong(
    x,
    width,
    (_, y) => ridgeFromYSlope(x, y, lambda, unit),
    (moving) => {
      const { cross } = moving;
      const p = width;
      // βᵀ and (Kβ)ᵀ, with rows for the columns of X.
      const [beta, solved] = [matrix(cross.rows, p), matrix(cross.rows, p)];
      const [own, inverse, mixed] = [matrix(p, p), matrix(p, p), matrix(p, p)];
      const total = squaredSize(x);
      return (y, gradient) => {
        moving.read(y);
        const trace = moving.covariance(y, own)?.size;
        if (trace === undefined) return undefined;
        const kappa = penalty(lambda, unit, y.rows, trace, p, 1);
        if (!isStrong(kappa, trace, p)) return undefined;
        for (let k = 0; k < own.data.length; k += p + 1) own.data[k]! += kappa;
        inverseOf(backend().cholesky(own), mixed, inverse);
        backend().multiply(cross, inverse, { into: beta });
        backend().multiply(beta, inverse, { into: solved });
        // Nβᵀ and ββᵀ.
        backend().multiply(solved, beta, { transposeA: true, times: -2 * kappa, into: mixed });
        const back = backend().gram(beta, true, own);
        let [square, byKappa] = [0, 0];
        for (let k = 0; k < back.data.length; k += p + 1) {
          square += back.data[k]!;
          // −tr(Nᵀβ) = ∂‖E‖²/∂κ.
          byKappa -= mixed.data[k]!;
        }
        const value = (backend().inner(cross.data, beta.data) + kappa * square) / total;
        twiceLess(back, mixed);
        if (unit === "trace") {
          for (let k = 0; k < back.data.length; k += p + 1) back.data[k]! += (2 * lambda * byKappa) / p;
        }
        cross.data.set(beta.data);
        backend().addMultiple(cross.data, kappa, solved.data);
        // The value is 1 − ‖E‖²/‖X‖².
        moving.write(y, gradient, 2 / total, -1 / total, back);
        return value;
      };
    },
  );

/** The gradient of {@link ridgeFromYSlope}. */
export const ridgeFromYGradient = (
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Matrix => ridgeFromYSlope(x, y, lambda, unit).gradient;

/**
 * ∂/∂Y of the in-sample ridge R² of Y predicted from X, n×p2: 2(ΦY − R²·Y)/‖Y‖², Φ = U·diag(2f − f²)·Uᵀ of X.
 *
 * @throws Undefined when X or Y has no variance.
 */
export function ridgeOfYGradient(
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Matrix {
  requireVariance(x, y);
  const [{ u, sigma, rank }, yc, size] = [spectrum(x), centered(y), squaredSize(y)];
  const kappa = penalty(lambda, unit, x.n, squaredSize(x), x.p, scaleOf(x));
  const kept = ridgeFilter(sigma.slice(0, rank), kappa).map((f) => 2 * f - f * f);
  const inside = backend().multiply(u, yc, { transposeA: true });
  const explained = backend().multiply(u, scaleRows(kept, inside));
  const r2 = inner(explained.data, yc.data) / squaredNorm(yc);
  return fromScaled(y, combine(2 / size, explained, (-2 * r2) / size, yc));
}
