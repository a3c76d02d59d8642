import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import type { RdmKind } from "../../representation/rdm.ts";
import { mapEntries, pairByPair } from "./all-pairs.ts";
import { cosineMeasure } from "./cosine-measure.ts";
import type { Vector } from "./feature.ts";
import { need } from "./feature.ts";
import { concordance, tauA, tauB } from "./kendall.ts";
import { rdmBures } from "./rdm-bures.ts";
import type { CosineComparison } from "./rdm-features.ts";
import { rdmFeature, rdmTies } from "./rdm-features.ts";
import type { Comparison } from "./rdm-metadata.ts";
import { similarityRange } from "./rdm-metadata.ts";

/** A dissimilarity and how two matrices of it are compared. */
export interface RsaParams {
  readonly rdm: RdmKind;
  readonly compare: Comparison;
}

const isCosine = (compare: Comparison): compare is CosineComparison =>
  compare !== "kendall-a" && compare !== "kendall-b" && compare !== "bures";

/** The comparisons that are a cosine of two vectors, or a function of one. */
const cosines = cosineMeasure((x: Representation, params: { rdm: RdmKind; compare: CosineComparison }) =>
  rdmFeature(x, params),
);

/**
 * ρ-a of the cosine s of centred ranks: 12⟨r, r′⟩/(m³ − m). The ranks of m different values have ‖r‖² = (m³ − m)/12;
 * ties make them shorter, which is not corrected for.
 */
function rhoA(s: number, x: Representation, y: Representation, rdm: RdmKind): number {
  const [a, b] = [x, y].map((side) => rdmFeature(side, { rdm, compare: "rho-a" }) as Vector);
  const m = a!.vector.length;
  return (12 * s * a!.norm * b!.norm) / (m ** 3 - m);
}

/** The value of a comparison from the cosine s, within its range. */
function ofCosine(s: number, x: Representation, y: Representation, params: RsaParams): number {
  const value = params.compare === "rho-a" ? rhoA(s, x, y, params.rdm) : s;
  return Math.max(similarityRange(params)[0], value);
}

/** The similarity of the RDMs of X and Y. @throws Undefined where an RDM is undefined, or has no variance. */
export function rsaSimilarity(x: Representation, y: Representation, params: RsaParams): number {
  const { rdm, compare } = params;
  if (isCosine(compare)) return ofCosine(cosines.compare(x, y, { rdm, compare }), x, y, params);
  if (compare === "bures") return rdmBures(x, y, rdm);
  const counts = concordance(need("X", rdmTies(x, rdm)), need("Y", rdmTies(y, rdm)));
  return compare === "kendall-a" ? tauA(counts) : tauB(counts);
}

/** {@link rsaSimilarity} of all pairs: one product of stacked vectors, but for Kendall's τ and Bures, which are none. */
export function rsaAllPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  params: RsaParams,
): Matrix {
  const { rdm, compare } = params;
  if (!isCosine(compare)) return pairByPair(xs, ys, (x, y) => rsaSimilarity(x, y, params));
  return mapEntries(cosines.allPairs(xs, ys, { rdm, compare }), (s, i, j) =>
    ofCosine(s, xs[i]!, ys[j]!, params),
  );
}
