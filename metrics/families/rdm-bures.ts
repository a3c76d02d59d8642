import { Undefined } from "../../core/outcome.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { scaleOf } from "../../representation/centered.ts";
import { derivedWith } from "../../representation/derived.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import type { RdmKind } from "../../representation/rdm.ts";
import { embedding, rdm } from "../../representation/rdm.ts";
import { nuclearNorm } from "../../representation/singular-values.ts";
import { compact } from "../../representation/spectral.ts";
import { hollow } from "../../representation/symmetric.ts";
import { alignedResidual, NEARLY_EQUAL } from "./alignment.ts";
import { need } from "./feature.ts";
import { field, rows, unlessReason } from "../../representation/row-rules.ts";

/** Points with squared distances D: −½·H·D·H = scale · points·pointsᵀ, and the trace of points·pointsᵀ. */
export interface Factor {
  readonly points: Matrix;
  readonly trace: number;
  readonly scale: number;
}

/** Eigenvalues below this share of the largest are rounding; their square roots would not be. */
const ROUNDING = 1e-13;

const factorOf = (points: Matrix, scale: number): Factor => ({ points, trace: squaredNorm(points), scale });

/** From the embedding where the RDM has one, which costs no digits; else from the positive eigenvalues. */
export const rdmFactor = derivedWith<RdmKind, Factor | { readonly reason: string }>(
  "rdmFactor",
  (x, kind: RdmKind): Factor | { readonly reason: string } => {
    const embedded = embedding(x, kind);
    if (embedded !== undefined) {
      if ("reason" in embedded) return embedded;
      const { points, factor } = embedded;
      return factorOf(compact(points), factor * scaleOf(points) ** 2);
    }
    const made = rdm(x, kind);
    if ("reason" in made) return made;
    const d = doubleCenter(hollow(made.values, x.n));
    const { values, vectors } = backend().eigenSymmetric({ ...d, data: d.data.map((value) => -value / 2) });
    const rank = values.findIndex((value) => value <= ROUNDING * values[0]!);
    const r = rank < 0 ? values.length : rank;
    const points = matrix(x.n, r);
    for (let i = 0; i < x.n; i++) {
      for (let c = 0; c < r; c++)
        points.data[i * r + c] = vectors.data[i * vectors.cols + c]! * Math.sqrt(values[c]!);
    }
    return factorOf(points, made.scale);
  },
  unlessReason(field("points", rows)),
);

const crossNuclear = (a: Factor, b: Factor): number =>
  a.trace === 0 || b.trace === 0
    ? 0
    : nuclearNorm(backend().multiply(a.points, b.points, { transposeA: true }));

/**
 * ‖√G_X √G_Y‖_* / √(tr G_X · tr G_Y), G = −½·H·D·H: the fidelity of the points that have these dissimilarities.
 *
 * @throws Undefined where an RDM is undefined or zero.
 */
export function rdmBures(x: Representation, y: Representation, kind: RdmKind): number {
  const [a, b] = [need("X", rdmFactor(x, kind)), need("Y", rdmFactor(y, kind))];
  if (a.trace === 0) throw new Undefined("X has a constant RDM: its entries are all zero");
  if (b.trace === 0) throw new Undefined("Y has a constant RDM: its entries are all zero");
  return Math.min(1, crossNuclear(a, b) / Math.sqrt(a.trace) / Math.sqrt(b.trace));
}

/**
 * tr G_X + tr G_Y − 2‖√G_X √G_Y‖_*, the squared Bures distance of the points that have these dissimilarities.
 *
 * @param shares What each RDM is multiplied with first. A constant side has all its points in one place.
 * @throws Undefined where an RDM is undefined.
 */
export function rdmBuresSquared(
  x: Representation,
  y: Representation,
  kind: RdmKind,
  shares: readonly [number, number],
): number {
  const [a, b] = [need("X", rdmFactor(x, kind)), need("Y", rdmFactor(y, kind))];
  const [sa, sb] = [a.scale * shares[0], b.scale * shares[1]];
  const nuclear = crossNuclear(a, b);
  if (nuclear <= NEARLY_EQUAL * Math.sqrt(a.trace) * Math.sqrt(b.trace)) {
    return Math.max(0, a.trace * sa + b.trace * sb - 2 * nuclear * Math.sqrt(sa) * Math.sqrt(sb));
  }
  const cross = backend().multiply(a.points, b.points, { transposeA: true });
  return alignedResidual(a.points, b.points, cross, Math.sqrt(sa), Math.sqrt(sb)) ** 2;
}
