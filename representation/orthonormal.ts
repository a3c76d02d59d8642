import { matrix, type Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { frobenius } from "../linalg/elementwise.ts";
import type { ThinQr } from "../linalg/index.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "./centered.ts";
import { covarianceFactor } from "./covariance-factor.ts";
import { derived } from "./derived.ts";

/** Below this share of the largest, a diagonal element of R may be a lost rank: a decomposition has to decide. */
const NEARLY_LOST = 1e-10;

/**
 * Xc = QR (scaled) where the columns of X are certainly independent, in a tenth of the time of the singular value
 * decomposition; undefined where they may not be, and for p ≥ n.
 */
export const stableQr: (x: Representation) => ThinQr | undefined = derived(
  "stableQr",
  (x): ThinQr | undefined => {
    if (x.p >= x.n) return undefined;
    const factors = backend().qr(centered(x));
    let [low, high] = [Infinity, 0];
    for (let j = 0; j < x.p; j++) {
      const pivot = Math.abs(factors.r.data[j * x.p + j]!);
      low = Math.min(low, pivot);
      high = Math.max(high, pivot);
    }
    return low > NEARLY_LOST * high ? factors : undefined;
  },
);

/** ‖R‖‖R⁻¹‖, a bound of the condition of X, up to which no column can be rounding. */
const WELL_CONDITIONED = 1e5;

/** Xc·L⁻ᵀ. */
const basisByFactor = derived("basisByFactor", (x): Matrix | undefined => {
  const l = covarianceFactor(x);
  return l && backend().solveTriangular(l, centered(x), { lower: true, transpose: true, right: true });
});

/**
 * An orthonormal basis of the columns of Xc, n×p, in a fraction of the time of singular vectors; undefined where X
 * is not certainly well conditioned, and for p ≥ n.
 */
export const wellConditionedBasis = (x: Representation): Matrix | undefined =>
  basisByFactor(x) ?? (wellConditioned(x) ? stableQr(x)?.q : undefined);

/** Whether there is a {@link wellConditionedBasis}, and the rank of X is p. */
export const hasFullRank = (x: Representation): boolean =>
  covarianceFactor(x) !== undefined || wellConditioned(x);

const wellConditioned = derived(
  "wellConditioned",
  (x): boolean => {
    const r = stableQr(x)?.r;
    if (r === undefined) return false;
    const identity = matrix(x.p, x.p);
    for (let j = 0; j < x.p; j++) identity.data[j * x.p + j] = 1;
    const inverse = backend().solveTriangular(r, identity, { lower: false });
    return frobenius(r) * frobenius(inverse) <= WELL_CONDITIONED;
  },
  (value) => value,
);
