import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { leadingColumns, squaredNorm, transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { derived, derivedPair } from "./derived.ts";
import { scaledValues } from "./scaled.ts";
import type { Spectrum } from "./spectral.ts";
import { numericalRank } from "./spectral.ts";
import { field, rows, unchanged } from "./row-rules.ts";

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

/** XᵀY of the scaled matrices, p1×p2, not centred. */
export const rawCross = derivedPair("rawCross", (x, y): Matrix =>
  backend().multiply(raw(x), raw(y), { transposeA: true }),
);
