import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { saturated, spectrum } from "../../representation/spectral.ts";
import { throughOverlap } from "./cca.ts";
import { fromScaled, zeroGradient } from "./raw.ts";
import { outside, smoothFactors, throughSubspace } from "./subspace.ts";

const product = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b);
const transposeWith = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b, { transposeA: true });

/**
 * Squared correlations closer than this count as tied. The canonical variables of tied correlations, and with them the
 * weights, are arbitrary; their basis is held.
 */
const TIED = 1e-12;

/** 1/(ρⱼ² − ρᵢ²), 0 for a tie. */
function apart(a: number, b: number): number {
  const difference = (b - a) * (b + a);
  return Math.abs(difference) <= TIED ? 0 : 1 / difference;
}

/** The value v = Σαρ/Σα from the side whose units weight, with what its gradient is made of. */
interface Weighted {
  /** UᵀV = P·diag(ρ)·Rᵀ for the bases of the weighting side and of the other. */
  readonly p: Matrix;
  readonly rho: Float64Array;
  readonly rt: Matrix;
  /** The canonical variables hᵢ in the space of the weighting side, U·P, n×k. */
  readonly variables: Matrix;
  /** ∂v/∂ρᵢ = αᵢ/Σα. */
  readonly byRho: Float64Array;
  /** sign(⟨hᵢ, aⱼ⟩)·(ρᵢ − v)/Σα, p×k: times A it is ∂v/∂h. */
  readonly signs: Matrix;
}

/** @param a The weighting side, scaled and centred. @param u Its basis. @param other The basis of the other side. */
function weighted(a: Matrix, u: Matrix, other: Matrix): Weighted {
  const { u: p, s, vt: rt } = backend().svd(transposeWith(u, other));
  const rho = s.map((value) => Math.min(1, value));
  const variables = product(u, p);
  const projections = transposeWith(a, variables);
  const k = rho.length;
  const alpha = new Float64Array(k);
  projections.data.forEach((value, at) => (alpha[at % k]! += Math.abs(value)));
  const total = alpha.reduce((sum, value) => sum + value, 0);
  const value = inner(alpha, rho) / total;
  const signs = projections.data.map((v, at) => (Math.sign(v) * (rho[at % k]! - value)) / total);
  return {
    p,
    rho,
    rt,
    variables,
    byRho: alpha.map((v) => v / total),
    signs: matrix(a.cols, k, signs),
  };
}

/**
 * ∂v/∂(UᵀV) from ∂v/∂ρ and C = ∂v/∂P: (P·(diag(∂v/∂ρ) + F∘(PᵀC − CᵀP)·diag(ρ)) + (I − PPᵀ)·C·diag(1/ρ))·Rᵀ,
 * Fᵢⱼ = 1/(ρⱼ² − ρᵢ²).
 */
function byOverlap({ p, rho, rt, byRho }: Weighted, c: Matrix): Matrix {
  const k = rho.length;
  const turn = transposeWith(p, c);
  const mixed = matrix(k, k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const skew = turn.data[i * k + j]! - turn.data[j * k + i]!;
      mixed.data[i * k + j] = i === j ? byRho[i]! : skew * apart(rho[i]!, rho[j]!) * rho[j]!;
    }
  }
  const inverse = rho.map((value) => (value > TIED ? 1 / value : 0));
  return product(combine(1, product(p, mixed), 1, scaleColumns(outside(p, c), inverse)), rt);
}

/**
 * ∂/∂Y of PWCCA with weights from the units of X, n×p2: the signs of the projections in the weights held.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export const pwccaByXGradient = (x: Representation, y: Representation): Matrix =>
  throughOverlap(x, y, (v) => {
    const { u } = spectrum(x);
    const found = weighted(centered(x), u, v);
    const byVariables = product(centered(x), found.signs);
    return product(u, byOverlap(found, transposeWith(u, byVariables)));
  });

/**
 * ∂/∂Y of PWCCA with weights from the units of Y, n×p2, the signs held: through the correlations and the canonical
 * variables, and through the units themselves.
 *
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export function pwccaByYGradient(x: Representation, y: Representation): Matrix {
  requireVariance(x, y);
  if (saturated(x) || saturated(y)) return zeroGradient(y);
  const factors = smoothFactors(y);
  if (factors.s.length >= y.n - 1) return zeroGradient(y);
  const { u } = spectrum(x);
  const found = weighted(centered(y), factors.u, u);
  const byVariables = product(centered(y), found.signs);
  const overlap = byOverlap(found, transposeWith(factors.u, byVariables));
  // h = V·P moves with the basis V directly, and with P through VᵀU.
  const byBasis = combine(
    1,
    backend().multiply(byVariables, found.p, { transposeB: true }),
    1,
    backend().multiply(u, overlap, { transposeB: true }),
  );
  const direct = backend().multiply(found.variables, found.signs, { transposeB: true });
  return fromScaled(y, combine(1, throughSubspace(factors, byBasis), 1, direct));
}
