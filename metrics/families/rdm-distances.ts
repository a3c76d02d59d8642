import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { derivedWith } from "../../representation/derived.ts";
import type { RdmKind } from "../../representation/rdm.ts";
import { rdm } from "../../representation/rdm.ts";
import { requireFinite } from "../../representation/require.ts";
import { stackedCosines } from "./all-pairs.ts";
import { need } from "./feature.ts";
import { distancePairs } from "./linear-pairs.ts";
import { rdmBuresSquared } from "./rdm-bures.ts";

/** Whether a dissimilarity is summed over the units or divided by their number. */
export type Per = "all" | "unit";

/** What the RDM of X is multiplied with. */
export const shareOf = (x: Representation, per: Per): number => (per === "unit" ? 1 / x.p : 1);

/**
 * ‖d − d′‖ of the strict triangles of two RDMs.
 *
 * @throws Undefined where an RDM is undefined, or with `overflow`.
 */
export function rdmEuclidean(x: Representation, y: Representation, kind: RdmKind, per: Per): number {
  const [a, b] = [need("X", rdm(x, kind)), need("Y", rdm(y, kind))];
  const [sa, sb] = [a.scale * shareOf(x, per), b.scale * shareOf(y, per)];
  // The larger scale goes in front of the root: squares of 1e150 stay in range.
  const scale = Math.max(sa, sb);
  let total = 0;
  for (let k = 0; k < a.values.length; k++) {
    total += (a.values[k]! * (sa / scale) - b.values[k]! * (sb / scale)) ** 2;
  }
  return requireFinite(Math.sqrt(total) * scale);
}

const rdmLength = derivedWith("rdmLength", (x: Representation, kind: RdmKind): number => {
  const found = rdm(x, kind);
  return "reason" in found ? NaN : Math.sqrt(inner(found.values, found.values)) * found.scale;
});

/** {@link rdmEuclidean} of all pairs: the inner products of all RDMs in few large products. */
export function rdmEuclideanPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  kind: RdmKind,
  per: Per,
): Matrix {
  const vectorOf = (x: Representation): Float64Array | undefined => {
    const found = rdm(x, kind);
    return "reason" in found || !(rdmLength(x, kind) > 0) ? undefined : found.values;
  };
  const lengthOf = (x: Representation): number => rdmLength(x, kind) * shareOf(x, per);
  return distancePairs(xs, ys, stackedCosines(xs, ys, vectorOf), lengthOf, (x, y) =>
    rdmEuclidean(x, y, kind, per),
  );
}

/**
 * The squared Bures distance of the points whose squared distances are the entries of two RDMs.
 *
 * @throws Undefined where an RDM is undefined, or with `overflow`.
 */
export const rdmBuresDistanceSquared = (
  x: Representation,
  y: Representation,
  kind: RdmKind,
  per: Per,
): number => requireFinite(rdmBuresSquared(x, y, kind, [shareOf(x, per), shareOf(y, per)]));
