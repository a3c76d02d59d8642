import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { leadingColumns, scaleBoth, squaredNorm, transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "./centered.ts";
import { derived, derivedPair, isReordered } from "./derived.ts";
import { hasFullRank, wellConditionedBasis } from "./orthonormal.ts";
import {
  covariance,
  covarianceFactor,
  leftVectors,
  overlapOfAxes,
  principalAxes,
} from "./covariance-factor.ts";
import { rawMoments } from "./raw-moments.ts";
import { arithmeticOf } from "./single.ts";
import { correlationsOf, leftSingular, nuclearNorm } from "./singular-values.ts";
import { packSymmetric } from "./symmetric.ts";
import { field, relations, rows, unchanged } from "./row-rules.ts";

/**
 * A matrix with min(n, p) columns and the same Gram matrix as Xc: Xc itself for p ≤ n, else the n×n factor L of
 * Xc = L·Qᵀ. Every measure that is invariant to rotations of X may read this instead of Xc.
 */
export const compact = derived(
  "compact",
  (x): Matrix => {
    const xc = centered(x);
    return x.p <= x.n ? xc : transpose(backend().qrR(transpose(xc)));
  },
  rows,
);

/** The thin singular value decomposition of Xc, cut to its numerical rank. */
export interface Spectrum {
  /** U_X, n×r: orthonormal basis of the column space of Xc. */
  readonly u: Matrix;
  /** σ, all min(n, p) of them, descending; those beyond the rank are rounding. */
  readonly sigma: Float64Array;
  /** r: singular values above max(n, p)·ε·σ₁, the rule of numpy and MATLAB. */
  readonly rank: number;
}

/** How many of the descending singular values of an n×p matrix are not rounding. */
export function numericalRank(sigma: Float64Array, n: number, p: number): number {
  const tolerance = Math.max(n, p) * Number.EPSILON * (sigma[0] ?? 0);
  let rank = 0;
  while (rank < sigma.length && sigma[rank]! > tolerance) rank++;
  return rank;
}

/** U_X, σ_X and the rank of Xc; the condition number is squared where it is small. */
export const spectrum = derived(
  "spectrum",
  (x): Spectrum => {
    const axes = principalAxes(x);
    if (axes !== undefined) {
      const { sigma } = axes;
      // Overlaps and spectra need no U: it is made, and counted, on its own.
      return Object.defineProperty({ sigma, rank: sigma.length } as Spectrum, "u", {
        get: () => leftVectors(x)!, // there are axes
        enumerable: false,
      });
    }
    const { u, s } = backend().svd(compact(x));
    const rank = numericalRank(s, x.n, x.p);
    return { u: leadingColumns(u, rank), sigma: s, rank };
  },
  field("u", rows),
);

/**
 * Whether the columns of Xc certainly span everything orthogonal to the constant vector, i.e. the rank is n − 1.
 *
 * Decided without a singular value decomposition: by the Cholesky factor of K + (tr K/n²)·11ᵀ, which exists and is
 * well conditioned only at rank n − 1. `false` means no more than that the spectrum has to be looked at.
 */
export const saturated = derived(
  "saturated",
  (x): boolean => {
    if (x.p < x.n - 1 || x.n < 2) return false;
    const k = gramCentered(x);
    let trace = 0;
    for (let i = 0; i < x.n; i++) trace += k.data[i * x.n + i]!;
    if (trace === 0) return false;
    const lifted: Matrix = { ...k, data: k.data.map((value) => value + trace / x.n ** 2) };
    try {
      const factor = backend().cholesky(lifted);
      let [low, high] = [Infinity, 0];
      for (let i = 0; i < x.n; i++) {
        const pivot = factor.data[i * x.n + i]! ** 2;
        low = Math.min(low, pivot);
        high = Math.max(high, pivot);
      }
      return low > 1e-9 * high;
    } catch (error) {
      if (error instanceof EtalonError && error.code === "linalg/not-positive-definite") return false;
      throw error;
    }
  },
  unchanged,
);

/** The rank of Xc. */
export const rankOf = derived(
  "rank",
  (x): number => (saturated(x) ? x.n - 1 : hasFullRank(x) ? x.p : spectrum(x).rank),
  unchanged,
);

/**
 * An orthonormal basis of the column space of Xc, n×r: for what depends on the space alone. From a QR
 * decomposition where the columns are well conditioned, else U_X.
 */
export const columnBasis = (x: Representation): Matrix => wellConditionedBasis(x) ?? spectrum(x).u;

/** The centred Gram matrix Xc·Xcᵀ, n×n. */
export const gramCentered = derived("gram", (x): Matrix => backend().gram(centered(x), false), relations);

/** The centred Gram matrix as a vector of n(n+1)/2 numbers whose inner products are those of Gram matrices. */
export const packedGram = derived("packedGram", (x): Float64Array => packSymmetric(gramCentered(x)));

/** ‖Xc‖² of the scaled matrix. */
export const squaredSize = derived(
  "squaredSize",
  (x): number => {
    const raw = rawMoments(x);
    if (raw !== undefined) return raw.size;
    const { data } = centered(x);
    return backend().inner(data, data);
  },
  unchanged,
);

/** ‖XcXcᵀ‖ = ‖XcᵀXc‖, from the smaller of the two. */
export const gramNorm = derived(
  "gramNorm",
  (x): number => Math.sqrt(squaredNorm(x.p <= x.n ? covariance(x) : gramCentered(x))),
  unchanged,
);

/** XcᵀYc, p1×p2. */
export const crossCovariance = derivedPair("crossCovariance", (x, y): Matrix => {
  const [rx, ry] = [rawMoments(x), rawMoments(y)];
  if (rx === undefined || ry === undefined) {
    return backend().multiply(centered(x), centered(y), { transposeA: true });
  }
  const times = 1 / (rx.scale * ry.scale);
  const result = backend().multiply(x.values, y.values, { transposeA: true, times });
  backend().addOuter(result, -1, rx.root, ry.root);
  return result;
});

/** compact(X)ᵀ·compact(Y): the same singular values as XcᵀYc, at most n×n. */
export const compactCross = derivedPair("compactCross", (x, y): Matrix =>
  x.p <= x.n && y.p <= y.n
    ? crossCovariance(x, y)
    : backend().multiply(compact(x), compact(y), { transposeA: true }),
);

/** M = U_Xᵀ·U_Y, r_X×r_Y: all that two column spaces have to do with each other. */
export const overlap = derivedPair("overlap", (x, y): Matrix => {
  const [ax, ay] = reordered(x, y) ? [] : [principalAxes(x), principalAxes(y)];
  return ax && ay
    ? overlapOfAxes(crossCovariance(x, y), ax, ay)
    : arithmeticOf(x, y).multiply(spectrum(x).u, spectrum(y).u, { transposeA: true });
});

/**
 * S_X·M·S_Y: XcᵀYc in the axes of the principal components, with the same singular values.
 *
 * What a pair with reordered rows is read from: its M serves all measures, and S_X and S_Y are known from the rows in
 * their own order.
 */
export const spectralCross = derivedPair("spectralCross", (x, y): Matrix =>
  scaleBoth(
    spectrum(x).sigma.subarray(0, spectrum(x).rank),
    overlap(x, y),
    spectrum(y).sigma.subarray(0, spectrum(y).rank),
  ),
);

/** Whether one of them has reordered rows. */
export const reordered = (x: Representation, y: Representation): boolean => isReordered(x) || isReordered(y);

/** ‖XcᵀYc‖_*, the nuclear norm of the cross-covariance. */
export const crossNuclearNorm = derivedPair("crossNuclearNorm", (x, y): number =>
  nuclearNorm(reordered(x, y) ? spectralCross(x, y) : compactCross(x, y), arithmeticOf(x, y)),
);

/** XcᵀQ_Y, p1×p2, for the {@link columnBasis} of a well-conditioned Y; undefined for others. */
export const crossInBasis = derivedPair("crossInBasis", (x, y): Matrix | undefined => {
  const l = covarianceFactor(y);
  return (
    l && backend().solveTriangular(l, crossCovariance(x, y), { lower: true, transpose: true, right: true })
  );
});

/** Q_XᵀQ_Y for the {@link columnBasis} of each side. */
const overlapOfBases = derivedPair("overlapOfBases", (x, y): Matrix => {
  const l = covarianceFactor(x);
  const half = l && crossInBasis(x, y);
  return half === undefined
    ? backend().multiply(columnBasis(x), columnBasis(y), { transposeA: true })
    : backend().solveTriangular(l!, half, { lower: true });
});

/** The same; with reordered rows the overlap that all measures share. */
export const basisOverlap = (x: Representation, y: Representation): Matrix =>
  reordered(x, y) ? overlap(x, y) : overlapOfBases(x, y);

/**
 * The canonical correlations ρ₁ ≥ ρ₂ ≥ … of X and Y, min(rank X, rank Y) of them, clipped to [0, 1]: the singular
 * values of Q_XᵀQ_Y for any bases (Björck and Golub 1973). If one side spans everything, all are 1 and nothing is
 * decomposed.
 */
export const canonicalCorrelations = derivedPair("canonicalCorrelations", (x, y): Float64Array => {
  if (saturated(x) || saturated(y)) return new Float64Array(Math.min(rankOf(x), rankOf(y))).fill(1);
  if (knownByDirections.has(y)) return canonicalDirections(x, y).s.map((rho) => Math.min(1, rho));
  return correlationsOf(basisOverlap(x, y), arithmeticOf(x, y));
});

const knownByDirections = new WeakSet<Representation>();

/**
 * Says that the canonical directions of a Y will be asked for: its correlations are then taken from them, which contain
 * them, and not found once more. For one to whom a rounding does not matter.
 */
export const expectDirections = (y: Representation): void => void knownByDirections.add(y);

/**
 * The left singular vectors and values of Q_XᵀQ_Y: the canonical directions of X in its {@link columnBasis} (with reordered
 * rows in U_X), and the correlations not clipped.
 */
export const canonicalDirections = derivedPair("canonicalDirections", (x, y) =>
  leftSingular(basisOverlap(x, y), arithmeticOf(x, y)),
);

/** Whether X has no variance at all. */
export const isConstant = (x: Representation): boolean => squaredSize(x) === 0;

/** The principal components of X: for p ≤ n its {@link spectrum}. */
export interface PrincipalComponents {
  readonly u: Matrix;
  readonly sigma: Float64Array;
}

/**
 * The leading left singular vectors and all singular values of Xc, for measures that keep the large ones. For p > n
 * from the eigenvectors of the Gram matrix, which is exact to about ε·σ₁/σₖ for the k-th.
 */
export const principalComponents = derived(
  "principalComponents",
  (x): PrincipalComponents => {
    if (x.p <= x.n) return spectrum(x);
    const { values, vectors } = backend().eigenSymmetric(gramCentered(x));
    return { u: vectors, sigma: values.map((value) => Math.sqrt(Math.max(0, value))) };
  },
  field("u", rows),
);
