import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, leadingColumns } from "../../linalg/elementwise.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { principalComponents } from "../../representation/spectral.ts";
import type { Filter } from "../families/filters.ts";
import { byArccos } from "./angles.ts";
import { bySingularValues } from "./cca.ts";
import { rebuilt, throughFilter } from "./filtered.ts";
import { fromScaled, times } from "./raw.ts";
import { alignedDistanceGradient, alignedSquaredGradient } from "./shape.ts";
import type { Factors } from "./subspace.ts";
import { factorsOf } from "./subspace.ts";

/** How many leading components of X and of Y are kept. Their number is held: it is constant around almost every Y. */
export type Kept = readonly [x: number, y: number];

/** Singular values closer than this share cannot be told apart. */
const TIED = 1e-12;

/**
 * 1 for the first k singular values, 0 for the others.
 *
 * @throws Undefined where the k-th and the next are equal: which component is kept is then undecided.
 */
export function keepFirst(s: Float64Array, k: number): Filter {
  const [last, next] = [s[k - 1]!, s[k] ?? 0];
  if (last - next <= TIED * last) {
    throw new Undefined("no gradient: the last component kept and the first left out are equally large");
  }
  const between = (last + next) / 2;
  return { value: (sigma) => (sigma > between ? 1 : 0), slope: () => 0 };
}

interface Leading {
  readonly factors: Factors;
  readonly keep: Filter;
  /** ∂Σφ(ρ)/∂F for the cloud F = U·diag(1 or 0)·Vᵀ of the components kept of Y, n×p2. */
  readonly byCloud: Matrix;
}

function leading(
  x: Representation,
  y: Representation,
  [kx, ky]: Kept,
  slope: (rho: number) => number,
): Leading {
  requireVariance(x, y);
  const factors = factorsOf(centered(y));
  const keep = keepFirst(factors.s, Math.min(ky, factors.s.length));
  const basis = leadingColumns(principalComponents(x).u, kx);
  return { factors, keep, byCloud: bySingularValues(basis, rebuilt(factors, keep.value), slope) };
}

/** ∂/∂Y of Σφ(ρᵢ)/min(k_X, k_Y), ρ the canonical correlations of the components kept, n×p2. */
function overKept(x: Representation, y: Representation, kept: Kept, slope: (rho: number) => number): Matrix {
  const { factors, keep, byCloud } = leading(x, y, kept, slope);
  return fromScaled(y, times(1 / Math.min(...kept), throughFilter(factors, keep, byCloud)));
}

/**
 * ∂/∂Y of the mean SVCCA correlation, n×p2, the numbers of components held.
 *
 * @throws Undefined when X or Y has no variance, or where Y's cut falls between equal singular values.
 */
export const svccaMeanGradient = (x: Representation, y: Representation, kept: Kept): Matrix =>
  overKept(x, y, kept, () => 1);

/** ∂/∂Y of the mean squared SVCCA correlation, n×p2. @throws Undefined as {@link svccaMeanGradient}. */
export const svccaR2Gradient = (x: Representation, y: Representation, kept: Kept): Matrix =>
  overKept(x, y, kept, (rho) => 2 * rho);

/** Σρ/√(k_X·k_Y) and its gradient with respect to Ŷ, with what it was made from. */
function cosine(
  x: Representation,
  y: Representation,
  kept: Kept,
): Leading & { score: number; gradient: Matrix } {
  const each = 1 / Math.sqrt(kept[0] * kept[1]);
  const made = leading(x, y, kept, () => each);
  const { factors, keep, byCloud } = made;
  // A nuclear norm is its own derivative along the matrix.
  const score = Math.min(1, inner(byCloud.data, rebuilt(factors, keep.value).data));
  return { ...made, score, gradient: throughFilter(factors, keep, byCloud) };
}

/** ∂/∂Y of arccos(Σρ/√(k_X·k_Y)), n×p2. @throws Undefined as {@link svccaMeanGradient}. */
export function svccaAngleGradient(x: Representation, y: Representation, kept: Kept): Matrix {
  const { score, gradient } = cosine(x, y, kept);
  return fromScaled(y, times(byArccos(score), gradient));
}

/** ∂/∂Y of √(a² + b² − 2ab·Σρ/√(k_X·k_Y)), a² and b² the variance kept, or of its square, n×p2. */
export function svccaEuclideanGradient(
  x: Representation,
  y: Representation,
  kept: Kept,
  squared: boolean,
): Matrix {
  const { factors, keep, score, gradient } = cosine(x, y, kept);
  const size = (sigma: Float64Array, k: number): number => Math.hypot(...sigma.slice(0, k));
  const b = size(factors.s, kept[1]);
  const bySize = times(
    1 / b,
    rebuilt(factors, (sigma) => sigma * keep.value(sigma)),
  );
  const of = { score, gradient, sizes: [size(principalComponents(x).sigma, kept[0]), b] as const, bySize };
  return squared ? alignedSquaredGradient(x, y, of) : alignedDistanceGradient(x, y, of);
}
