import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { inner, leadingColumns, squaredNorm, transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { derived, derivedPair } from "./derived.ts";
import { scaledValues } from "./scaled.ts";
import type { Spectrum } from "./spectral.ts";
import { numericalRank, rankOf } from "./spectral.ts";
import { entries, field, rows, unchanged } from "./row-rules.ts";

/** The matrix of `scaledValues`: X up to a power of two, not centred. */
export const raw = (x: Representation): Matrix => scaledValues(x).matrix;

/** ‖X‖² of the scaled matrix, not centred. */
export const rawSquaredSize = derived("rawSquaredSize", (x): number => squaredNorm(raw(x)), unchanged);

/** A matrix with min(n, p) columns and the same Gram matrix XXᵀ as X: X itself for p ≤ n. */
export const rawCompact = derived(
  "rawCompact",
  (x): Matrix => (x.p <= x.n ? raw(x) : transpose(backend().qrR(transpose(raw(x))))),
  rows,
);

/** U, σ and the rank of X, not centred, without squaring the condition number. */
export const rawSpectrum = derived(
  "rawSpectrum",
  (x): Spectrum => {
    const { u, s } = backend().svd(rawCompact(x));
    const rank = numericalRank(s, x.n, x.p);
    return { u: leadingColumns(u, rank), sigma: s, rank };
  },
  field("u", rows),
);

/**
 * The part of the constant vector 1/√n outside the column space of X, as a unit vector: what that space lacks of the one
 * that Xc and 1 span. None where it lacks nothing. Undefined where too little is outside to tell its direction.
 */
export const rawGap = derived(
  "rawGap",
  (x): { readonly q: Float64Array } | undefined => {
    const { u, rank } = rawSpectrum(x);
    if (rank > rankOf(x)) return { q: new Float64Array(0) };
    const level = 1 / Math.sqrt(x.n);
    const q = new Float64Array(x.n).fill(level);
    const inside = new Float64Array(u.cols);
    u.data.forEach((value, k) => (inside[k % u.cols]! += level * value));
    u.data.forEach((value, k) => (q[Math.floor(k / u.cols)]! -= value * inside[k % u.cols]!));
    const size = Math.sqrt(inner(q, q));
    return size > 1e-3 ? { q: q.map((value) => value / size) } : undefined;
  },
  (gap, order) =>
    gap === undefined ? undefined : { q: gap.q.length === 0 ? gap.q : entries(gap.q, order)! },
);

/** XᵀY of the scaled matrices, p1×p2, not centred. */
export const rawCross = derivedPair("rawCross", (x, y): Matrix =>
  backend().multiply(raw(x), raw(y), { transposeA: true }),
);
