import { matrix, type Matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { inner, squaredNorm, sum } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { covarianceFactor } from "../representation/covariance-factor.ts";
import { rawMoments } from "../representation/raw-moments.ts";
import { rawGap, rawSpectrum } from "../representation/raw.ts";
import {
  basisOverlap,
  overlap as centredOverlap,
  reordered,
  spectrum,
  squaredSize,
} from "../representation/spectral.ts";
import { reduceCrossBlocks } from "./families/cross-blocks.ts";
import { both, SIDE, without } from "./families/invariance-classes.ts";
import { times } from "./gradients/raw.ts";
import { factorsOf, throughSubspace } from "./gradients/subspace.ts";
import { scaledValues } from "../representation/scaled.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

function overlap(x: Representation, y: Representation): Matrix {
  const [u, v] = [rawSpectrum(x), rawSpectrum(y)];
  if (u.rank === 0) throw new Undefined("X is zero: it spans no space");
  if (v.rank === 0) throw new Undefined("Y is zero: it spans no space");
  return backend().multiply(u.u, v.u, { transposeA: true });
}

/**
 * ‖U_XᵀU_Y‖² of a pair with reordered rows from the overlap of the centred bases, which all measures share. The span of
 * X is that of Xc and the constant vector e without the direction q that X lacks: P_X = P_Xc + eeᵀ − qqᵀ.
 */
function sharedFromCentred(x: Representation, y: Representation): number | undefined {
  if (!reordered(x, y) || squaredSize(x) === 0 || squaredSize(y) === 0) return undefined;
  const [a, b] = [rawGap(x)?.q, rawGap(y)?.q];
  if (a === undefined || b === undefined) return undefined;
  /** qᵀ(P_c + eeᵀ)q of the other side's space. */
  const inside = (q: Float64Array, other: Representation): number => {
    if (q.length === 0) return 0;
    const column = matrix(q.length, 1, q);
    return (
      squaredNorm(backend().multiply(spectrum(other).u, column, { transposeA: true })) + sum(q) ** 2 / other.n
    );
  };
  const both = a.length === 0 || b.length === 0 ? 0 : inner(a, b) ** 2;
  return squaredNorm(centredOverlap(x, y)) + 1 - inside(a, y) - inside(b, x) + both;
}

/** The span of X from its moments: Q = Xc·L⁻ᵀ with LLᵀ = XcᵀXc, and q = a·(e − Q·g), what X lacks of Q and e. */
interface SpanByMoments {
  /** g = √n·L⁻¹m: X has full rank with Xc, and q ⟂ X = Xc + √n·e·mᵀ. */
  readonly g: Matrix;
  /** a², 1/(1 + ‖g‖²). */
  readonly level: number;
}

/** Undefined where Xc is not well conditioned, or means are large. */
function spanByMoments(x: Representation): SpanByMoments | undefined {
  const [l, moments] = [covarianceFactor(x), rawMoments(x)];
  if (l === undefined || moments === undefined) return undefined;
  const g = backend().solveTriangular(l, matrix(x.p, 1, moments.root), { lower: true });
  return { g, level: 1 / (1 + squaredNorm(g)) };
}

/**
 * ‖U_XᵀU_Y‖² = tr(P_X·P_Y) with P_X = QQᵀ + eeᵀ − qqᵀ of each side, all of it from M = Q_XᵀQ_Y. Undefined where an SVD has
 * to tell what the spans are.
 */
function sharedFromMoments(x: Representation, y: Representation): number | undefined {
  if (reordered(x, y)) return undefined;
  const [a, b] = [spanByMoments(x), spanByMoments(y)];
  if (a === undefined || b === undefined) return undefined;
  const m = basisOverlap(x, y);
  const [along, across] = [backend().multiply(m, a.g, { transposeA: true }), backend().multiply(m, b.g)];
  // qᵀ(QQᵀ + eeᵀ)q of the other side's Q.
  const [own, other] = [a.level * (squaredNorm(along) + 1), b.level * (squaredNorm(across) + 1)];
  const both = a.level * b.level * (1 + inner(a.g.data, across.data)) ** 2;
  return backend().inner(m.data, m.data) + 1 - own - other + both;
}

/** How much of the space that X spans Y spans as well: a bound on the loss of a linear model on compressed data. */
const eigenspaceOverlap = defineMetric({
  name: "eigenspace-overlap",
  version: 1,
  title: "Eigenspace overlap score",
  formula: "‖U_XᵀU_Y‖² / max(p1, p2), X = U_X S_X V_Xᵀ not centred",
  cite: "arxiv:1909.01264 (May et al. 2019)",
  direction: "similarity",
  range: [0, 1],
  // Silent and doubled units add to max(p1, p2) without adding a direction.
  invariances: both(without(SIDE.affine, "zero-padding", "translation", "affine")),
  minimumRows: 1,
  cost: "n·p²",
  aliases: ["EOS", "eigenspace_overlap_score"],
  caveats: [
    "Not centred: a mean activation counts as one of the directions.",
    "Counts every direction alike; with p ≥ n it is n/p or so, whatever the data.",
    "The denominator is the number of units: a representation without full rank has less than 1 with itself.",
  ],
  compare: (x, y) =>
    Math.min(
      1,
      (sharedFromMoments(x, y) ?? sharedFromCentred(x, y) ?? squaredNorm(overlap(x, y))) / Math.max(x.p, y.p),
    ),
  allPairs: (xs, ys) =>
    reduceCrossBlocks(
      xs,
      ys,
      (x) => (rawSpectrum(x).rank > 0 ? rawSpectrum(x).u : undefined),
      (block, x, y) => Math.min(1, squaredNorm(block) / Math.max(x.p, y.p)),
    ),
  gradient: (x, y) => {
    const { matrix, scale } = scaledValues(y);
    const factors = factorsOf(matrix);
    if (factors.s.length < Math.min(y.n, y.p)) throw new Undefined("no gradient: Y has lost rank");
    const basis = rawSpectrum(x).u;
    const inside = backend().multiply(basis, backend().multiply(basis, factors.u, { transposeA: true }));
    return times(1 / scale, throughSubspace(factors, times(2 / Math.max(x.p, y.p), inside)));
  },
});

export default defineFamily({
  id: "eigenspace-overlap",
  title: "Eigenspace overlap",
  metrics: [eigenspaceOverlap],
});
