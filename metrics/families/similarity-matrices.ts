import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { directions } from "../../representation/directions.ts";
import { distances } from "../../representation/distances.ts";
import { requireFinite } from "../../representation/require.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { need } from "./feature.ts";
import { field, relations as byPairs, unlessReason } from "../../representation/row-rules.ts";

/** The relation of two stimuli that a similarity matrix holds. */
export const RELATIONS = ["euclidean", "cosine", "gram"] as const;
export type Relation = (typeof RELATIONS)[number];

/** A full n×n matrix of relations, diagonal included: scale · matrix. */
interface Relations {
  readonly matrix: Matrix;
  readonly scale: number;
}

const relations = derivedWith(
  "relations",
  (x, relation: Relation): Relations | { readonly reason: string } => {
    switch (relation) {
      case "euclidean": {
        const { squared, scale } = distances(x);
        return { matrix: { ...squared, data: squared.data.map(Math.sqrt) }, scale };
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
  const difference = combine(a.scale / scale, a.matrix, -b.scale / scale, b.matrix);
  return requireFinite(scale * (norm === "frobenius" ? frobenius(difference) : spectralNorm(difference)));
}
