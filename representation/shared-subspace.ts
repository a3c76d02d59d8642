import type { Representation } from "../core/representation.ts";
import { requireVariance } from "./require.ts";
import { overlap, rankOf, spectrum } from "./spectral.ts";

/** One principal component of X beside all of Y. */
export interface SharedComponent {
  /** λᵢ/Σλ, its share of the variance of X. */
  readonly variance: number;
  /** ‖U_Yᵀuᵢ‖², the share of it that a linear map of Y predicts: R² of least squares, in sample. */
  readonly captured: number;
  /** Its share of linear CKA: λᵢ·Σⱼ λⱼ⟨uᵢ, uⱼ⟩² over the sum of these. */
  readonly cka: number;
}

/** Where two representations meet, seen from X. */
export interface SharedSubspace {
  /** Principal components of X, the largest variance first. */
  readonly components: readonly SharedComponent[];
  /** How many principal components X has, those left out included. */
  readonly rank: number;
  /** What an unrelated Y of this rank captures on average of each: rank(Y)/(n − 1). */
  readonly chance: number;
  /** Whether Y has so many units that it predicts everything: `captured` then says nothing. */
  readonly saturated: boolean;
}

/**
 * Which principal components of X are captured by Y, and in which of them linear CKA has its mass: the question behind
 * figure 8 of Kornblith et al. 2019.
 *
 * @param most At most so many components are described; shares are of all.
 * @throws Undefined where a side has no variance.
 */
export function sharedSubspace(x: Representation, y: Representation, most = 50): SharedSubspace {
  requireVariance(x, y);
  const m = overlap(x, y);
  const [sx, sy] = [spectrum(x), spectrum(y)];
  const squares = (sigma: Float64Array, rank: number): Float64Array =>
    sigma.slice(0, rank).map((value) => value * value);
  const [lambda, mu] = [squares(sx.sigma, sx.rank), squares(sy.sigma, sy.rank)];
  const total = lambda.reduce((sum, value) => sum + value, 0);
  const found = Array.from(lambda, (variance, i) => {
    let [captured, mass] = [0, 0];
    for (let j = 0; j < m.cols; j++) {
      const square = m.data[i * m.cols + j]! ** 2;
      captured += square;
      mass += mu[j]! * square;
    }
    return { variance: variance / total, captured: Math.min(1, captured), mass: variance * mass };
  });
  const masses = found.reduce((sum, { mass }) => sum + mass, 0);
  return {
    components: found
      .slice(0, most)
      .map(({ variance, captured, mass }) => ({ variance, captured, cka: masses > 0 ? mass / masses : 0 })),
    rank: sx.rank,
    chance: Math.min(1, sy.rank / (y.n - 1)),
    saturated: rankOf(y) >= y.n - 1,
  };
}
