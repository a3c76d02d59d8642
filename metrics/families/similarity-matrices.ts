import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, rootsOf, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { directions } from "../../representation/directions.ts";
import { distances } from "../../representation/distances.ts";
import { requireFinite } from "../../representation/require.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { stackedCosines } from "./all-pairs.ts";
import { need } from "./feature.ts";
import { distancePairs } from "./linear-pairs.ts";
import { field, relations as byPairs, unlessReason } from "../../representation/row-rules.ts";

/** The relation of two stimuli that a similarity matrix holds. */
export const RELATIONS = ["euclidean", "cosine", "gram"] as const;
export type Relation = (typeof RELATIONS)[number];

/** A full n×n matrix of relations, diagonal included: scale · matrix. */
export interface Relations {
  readonly matrix: Matrix;
  readonly scale: number;
}

/** The relations of X, or why it has none. */
export const relations = derivedWith<Relation, Relations | { readonly reason: string }>(
  "relations",
  (x, relation: Relation): Relations | { readonly reason: string } => {
    switch (relation) {
      case "euclidean": {
        const { squared, scale } = distances(x);
        return { matrix: { ...squared, data: rootsOf(squared.data) }, scale };
      }
      case "cosine": {
        const unit = directions(x);
        return "reason" in unit ? unit : { matrix: backend().gram(unit.made.values, false), scale: 1 };
      }
      case "gram": {
        const { matrix, scale } = scaledValues(x);
        return { matrix: backend().gram(matrix, false), scale: scale ** 2 };
      }
    }
  },
  unlessReason(field("matrix", byPairs)),
);

/** The largest |λ| of a symmetric matrix. */
function spectralNorm(a: Matrix): number {
  const values = backend().eigenvaluesSymmetric(a);
  return Math.max(Math.abs(values[0]!), Math.abs(values[values.length - 1]!));
}

/** ‖f·a − g·b‖, without the difference itself. */
function distanceOf(f: number, a: Float64Array, g: number, b: Float64Array): number {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += (f * a[k]! - g * b[k]!) ** 2;
  return Math.sqrt(total);
}

/**
 * ‖S − S′‖ of the full matrices of relations of X and Y.
 *
 * @throws Undefined for a zero row and `cosine`, or with `overflow`.
 */
export function relationDifference(
  x: Representation,
  y: Representation,
  relation: Relation,
  norm: "frobenius" | "spectral",
): number {
  const [a, b] = [need("X", relations(x, relation)), need("Y", relations(y, relation))];
  const scale = Math.max(a.scale, b.scale);
  // At 1e±150 a Gram matrix has a scale of 1e±300, which is in range; beyond that the value is not either.
  if (!Number.isFinite(scale)) return requireFinite(Infinity);
  const [f, g] = [a.scale / scale, b.scale / scale];
  const size =
    norm === "frobenius"
      ? distanceOf(f, a.matrix.data, g, b.matrix.data)
      : spectralNorm(combine(f, a.matrix, -g, b.matrix));
  return requireFinite(scale * size);
}

/** {@link relationDifference} of all pairs in the Frobenius norm: the matrices' inner products in few large products. */
export function relationDifferencePairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  relation: Relation,
): Matrix {
  const vectorOf = (x: Representation): Float64Array | undefined => {
    const found = relations(x, relation);
    return "reason" in found || squaredNorm(found.matrix) === 0 ? undefined : found.matrix.data;
  };
  const lengthOf = (x: Representation): number => {
    const found = relations(x, relation);
    return "reason" in found ? NaN : Math.sqrt(squaredNorm(found.matrix)) * found.scale;
  };
  return distancePairs(xs, ys, stackedCosines(xs, ys, vectorOf), lengthOf, (x, y) =>
    relationDifference(x, y, relation, "frobenius"),
  );
}
