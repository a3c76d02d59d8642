import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { leadingColumns, scaleColumns, sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { doubleCenter, triangle } from "../../representation/kernels.ts";
import type { RdmKind } from "../../representation/rdm.ts";
import { rdm } from "../../representation/rdm.ts";
import { numericalRank } from "../../representation/spectral.ts";
import { unpack } from "../../representation/symmetric.ts";
import { bothFeatures, cosine, need } from "../families/feature.ts";
import { rdmBures, rdmBuresSquared, rdmFactor } from "../families/rdm-bures.ts";
import type { Per } from "../families/rdm-distances.ts";
import { rdmEuclidean, shareOf } from "../families/rdm-distances.ts";
import type { RsaParams } from "../families/rdm-comparisons.ts";
import type { Comparison } from "../families/rdm-metadata.ts";
import type { CosineComparison } from "../families/rdm-features.ts";
import { rdmFeature } from "../families/rdm-features.ts";
import { cosineGradient } from "./distances.ts";
import { times, zeroGradient } from "./raw.ts";
import { throughRdm } from "./rdm.ts";

/** Whether G = −½·H·D·H has no negative eigenvalue: not for Poisson, where those of the positive part jump with D. */
export const hasPoints = (kind: RdmKind): boolean => kind !== "poisson";

/** Comparisons of the dissimilarities themselves, not of their ranks, that are a cosine. */
const COSINES = [
  "pearson",
  "cosine",
  "corr-cov",
  "cosine-cov",
] as const satisfies readonly CosineComparison[];
type SmoothCosine = (typeof COSINES)[number];

const isCosine = (compare: Comparison): compare is SmoothCosine =>
  (COSINES as readonly Comparison[]).includes(compare);

/** Whether a similarity of RDMs has a gradient: not by ranks, nor as {@link hasPoints}. */
export const isSmooth = ({ rdm: kind, compare }: RsaParams): boolean =>
  isCosine(compare) || (compare === "bures" && hasPoints(kind));

/** ∂/∂Y of a similarity of RDMs for which {@link isSmooth}, n×p2. @throws Undefined where there is none. */
export function rsaGradient(x: Representation, y: Representation, { rdm: kind, compare }: RsaParams): Matrix {
  if (isCosine(compare)) return cosineOfRdms(x, y, { rdm: kind, compare });
  if (compare === "bures" && hasPoints(kind)) return buresOfRdms(x, y, kind);
  throw new Undefined(`no gradient: RDMs of kind ${kind} compared by ${compare} change by jumps`);
}

/** ∂/∂D for entries D, from ∂/∂G of the Gram matrix G = −½·H·D·H, n×n. */
const throughGram = (byGram: Matrix): Float64Array => triangle(doubleCenter(byGram)).map((value) => -value);

/**
 * ∂s/∂Y, n×p2, of the cosine s of two RDMs: `pearson` of the centred ones, `cosine` as they are, and the whitened ones
 * of their Gram matrices. Centring is a projection, and the gradient of a cosine lies in its range.
 *
 * @throws Undefined where s is undefined, or Y has no gradient of its RDM.
 */
function cosineOfRdms(
  x: Representation,
  y: Representation,
  params: { readonly rdm: RdmKind; readonly compare: SmoothCosine },
): Matrix {
  const [a, b] = bothFeatures(x, y, (side) => rdmFeature(side, params));
  const made = need("Y", rdm(y, params.rdm));
  const byFeature = cosineGradient(a, b, cosine(a, b));
  const whitened = params.compare === "corr-cov" || params.compare === "cosine-cov";
  const byEntry = whitened ? throughGram(unpack(byFeature, y.n)) : byFeature;
  const mean = params.compare === "corr-cov" ? sum(byEntry) / byEntry.length : 0;
  // The vector is made of the values over a power of two.
  const over = b.factor / made.scale;
  return throughRdm(
    y,
    params.rdm,
    byEntry.map((value) => (value - mean) / over),
  );
}

/** ∂/∂G_Y of ‖√G_X √G_Y‖_* for Gram matrices F·Fᵀ: ½·F_X·P·diag(1/σ)·Pᵀ·F_Xᵀ, F_XᵀF_Y = P·diag(σ)·Rᵀ, n×n. */
function nuclearByGram(f: Matrix, g: Matrix): Matrix {
  const { u, s } = backend().svd(backend().multiply(f, g, { transposeA: true }));
  const rank = numericalRank(s, f.cols, g.cols);
  const roots = s.slice(0, rank).map((value) => Math.sqrt(0.5 / value));
  return backend().gram(scaleColumns(backend().multiply(f, leadingColumns(u, rank)), roots), false);
}

/** Adds a to the diagonal of b·A. */
function plusIdentity(a: number, b: number, of: Matrix): Matrix {
  return matrix(
    of.rows,
    of.cols,
    of.data.map((value, k) => b * value + (k % (of.cols + 1) === 0 ? a : 0)),
  );
}

/**
 * ∂s/∂Y of the Bures similarity ‖√G√G′‖_* / √(tr G · tr G′) of two RDMs, n×p2, for kinds whose Gram matrix
 * G = −½·H·D·H has no negative eigenvalue (all but Poisson).
 *
 * @throws Undefined where s is undefined.
 */
function buresOfRdms(x: Representation, y: Representation, kind: RdmKind): Matrix {
  const s = rdmBures(x, y, kind);
  const [a, b] = [need("X", rdmFactor(x, kind)), need("Y", rdmFactor(y, kind))];
  const size = Math.sqrt(a.trace) * Math.sqrt(b.trace);
  const byGram = plusIdentity(-s / (2 * b.trace), 1 / size, nuclearByGram(a.points, b.points));
  return throughRdm(y, kind, throughGram(byGram));
}

/** ∂‖d − d′‖/∂Y, n×p2: (d′ − d)/‖d − d′‖ through the RDM of Y; zero at the optimum. */
export function rdmEuclideanGradient(x: Representation, y: Representation, kind: RdmKind, per: Per): Matrix {
  const distance = rdmEuclidean(x, y, kind, per);
  if (distance === 0) return zeroGradient(y);
  const [a, b] = [need("X", rdm(x, kind)), need("Y", rdm(y, kind))];
  const [sa, sb] = [a.scale * shareOf(x, per), b.scale * shareOf(y, per)];
  const byEntry = b.values.map((value, k) => value * (sb / distance) - a.values[k]! * (sa / distance));
  return times(sb, throughRdm(y, kind, byEntry));
}

/**
 * ∂/∂Y of the Bures distance √(tr G + tr G′ − 2‖√G√G′‖_*) of two RDMs or of its square, n×p2; zero at the optimum.
 * For kinds with {@link hasPoints}.
 */
export function rdmBuresDistanceGradient(
  x: Representation,
  y: Representation,
  kind: RdmKind,
  per: Per,
  squared: boolean,
): Matrix {
  const shares = [shareOf(x, per), shareOf(y, per)] as const;
  const value = rdmBuresSquared(x, y, kind, shares);
  if (value === 0) return zeroGradient(y);
  const [a, b] = [need("X", rdmFactor(x, kind)), need("Y", rdmFactor(y, kind))];
  const ratio = Math.sqrt(a.scale * shares[0]) / Math.sqrt(b.scale * shares[1]);
  const byGram = plusIdentity(1, -2 * ratio, nuclearByGram(a.points, b.points));
  const by = (b.scale * shares[1]) / (squared ? 1 : 2 * Math.sqrt(value));
  return times(by, throughRdm(y, kind, throughGram(byGram)));
}
