import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { derivedBy } from "../../representation/derived-by.ts";
import { derivedWith } from "../../representation/derived.ts";
import type { Neighbours } from "../../representation/neighbours.ts";
import { neighbours } from "../../representation/neighbours.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { gramCentered } from "../../representation/spectral.ts";
import { pairByPair, stackedCosines } from "./all-pairs.ts";
import { need } from "./feature.ts";
import { isNeighbour } from "./neighbour-overlap.ts";
import { made, relations } from "../../representation/row-rules.ts";

/** k, whether the data are centred first, and how two masked Gram matrices are compared. */
export interface CknnaParams {
  readonly k: number;
  readonly gram: "centered" | "raw";
  /** The sum of products, or Song's formula as the published code has it. */
  readonly hsic: "plain" | "unbiased";
}

type Gram = CknnaParams["gram"];

/** X as the Gram matrix sees it: neighbours are those with the largest inner product there. */
const view = derivedWith(
  "cknnaView",
  (x, gram: Gram): Representation => {
    const values = gram === "centered" ? centered(x) : scaledValues(x).matrix;
    return { n: x.n, p: x.p, values };
  },
  made,
);

const gramOf = derivedWith(
  "cknnaGram",
  (x, gram: Gram): Matrix =>
    gram === "centered" ? gramCentered(x) : backend().gram(scaledValues(x).matrix, false),
  relations,
);

/** Where j is a neighbour of i in both lists, as places i·n + j of an n×n matrix. */
function sharedPlaces(a: Neighbours, b: Neighbours): Int32Array {
  const places: number[] = [];
  for (let i = 0; i < a.n; i++) {
    for (let r = i * a.k; r < (i + 1) * a.k; r++) {
      const j = a.index[r]!;
      if (isNeighbour(b, i, j)) places.push(i * a.n + j);
    }
  }
  return Int32Array.from(places);
}

/** Σ Kᵢⱼ Lᵢⱼ over the places. */
function plain(k: Matrix, l: Matrix, places: Int32Array): number {
  let total = 0;
  for (const at of places) total += k.data[at]! * l.data[at]!;
  return total;
}

/**
 * n(n−3)·HSIC₁ by Song's formula, of K and L with all but the places set to zero: tr(AB) + ΣA·ΣB/((n−1)(n−2)) −
 * 2·1ᵀAB1/(n−2). Neighbourhood is not symmetric, so A and B are not, and neither is the formula.
 */
function song(k: Matrix, l: Matrix, places: Int32Array): number {
  const n = k.rows;
  const kept = new Uint8Array(n * n);
  for (const at of places) kept[at] = 1;
  const [columnK, rowL] = [new Float64Array(n), new Float64Array(n)];
  let [trace, sumK, sumL, cross] = [0, 0, 0, 0];
  for (const at of places) {
    const [i, j] = [Math.floor(at / n), at % n];
    if (kept[j * n + i] === 1) trace += k.data[at]! * l.data[j * n + i]!;
    columnK[j]! += k.data[at]!;
    rowL[i]! += l.data[at]!;
    sumK += k.data[at]!;
    sumL += l.data[at]!;
  }
  for (let i = 0; i < n; i++) cross += columnK[i]! * rowL[i]!;
  return trace + (sumK * sumL) / ((n - 1) * (n - 2)) - (2 * cross) / (n - 2);
}

const alignment = { plain, unbiased: song };

/** The neighbours of a side and its alignment with itself. */
interface Side {
  readonly near: Neighbours;
  readonly self: number;
}

const sideOf = derivedBy(
  "cknnaSide",
  (x, { k, gram, hsic }: CknnaParams): Side | { readonly reason: string } => {
    const near = neighbours(view(x, gram), { k, nearness: "inner-product" });
    if ("reason" in near) return near;
    const own = gramOf(x, gram);
    return { near, self: alignment[hsic](own, own, sharedPlaces(near, near)) };
  },
);

/**
 * h(α∘K, α∘L)/√(h(α_K∘K, α_K∘K)·h(α_L∘L, α_L∘L)), α the pairs that are neighbours on both sides, α_K on X's alone.
 *
 * @throws Undefined where a side has no variance or no alignment with itself.
 */
export function cknna(x: Representation, y: Representation, params: CknnaParams): number {
  const [a, b] = [need("X", sideOf(x, params)), need("Y", sideOf(y, params))];
  if (!(a.self > 0)) throw new Undefined("X has no alignment with itself over its neighbours");
  if (!(b.self > 0)) throw new Undefined("Y has no alignment with itself over its neighbours");
  const h = alignment[params.hsic];
  const both = h(gramOf(x, params.gram), gramOf(y, params.gram), sharedPlaces(a.near, b.near));
  const value = both / Math.sqrt(a.self) / Math.sqrt(b.self);
  return params.hsic === "plain" ? Math.max(-1, Math.min(1, value)) : value;
}

/** α_X∘K as a vector: the Gram matrix with all but the neighbours' entries set to zero. */
const maskedGram = derivedBy("cknnaMaskedGram", (x, params: CknnaParams): Float64Array | undefined => {
  const side = sideOf(x, params);
  if ("reason" in side || !(side.self > 0)) return undefined;
  const { data } = gramOf(x, params.gram);
  const masked = new Float64Array(x.n * x.n);
  for (let i = 0; i < x.n; i++) {
    for (let r = i * side.near.k; r < (i + 1) * side.near.k; r++) {
      const at = i * x.n + side.near.index[r]!;
      masked[at] = data[at]!;
    }
  }
  return masked;
});

/** {@link cknna} of all pairs: over shared neighbours Σ KᵢⱼLᵢⱼ is the inner product of the masked Gram matrices. */
export function cknnaPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  params: CknnaParams,
): Matrix {
  return params.hsic === "plain"
    ? stackedCosines(xs, ys, (x) => maskedGram(x, params))
    : pairByPair(xs, ys, (x, y) => cknna(x, y, params), false);
}
