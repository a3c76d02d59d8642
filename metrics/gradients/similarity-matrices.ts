import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { directions } from "../../representation/directions.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { need } from "../families/feature.ts";
import type { Relation } from "../families/similarity-matrices.ts";
import { relationDifference, relations } from "../families/similarity-matrices.ts";
import { distanceGradient } from "./distances.ts";
import { throughDirections } from "./directions.ts";
import { times, zeroGradient } from "./raw.ts";

/** The largest eigenvalue by size closer than this share to one of the other sign is tied. */
const TIED = 1e-12;

/** ∂‖D‖₂/∂D of a symmetric matrix: ±vvᵀ of the eigenvalue that is largest by size. @throws Undefined for a tie. */
function spectralSlope(difference: Matrix): Matrix {
  const { values, vectors } = backend().eigenSymmetric(difference);
  const n = difference.rows;
  const sizes = values.map(Math.abs);
  const first = sizes[0]! >= sizes[n - 1]! ? 0 : n - 1;
  const rival = sizes.reduce((most, size, i) => (i === first ? most : Math.max(most, size)), 0);
  if (rival >= sizes[first]! * (1 - TIED)) {
    throw new Undefined("no gradient: two eigenvalues of the difference are largest by size");
  }
  const v = matrix(n, 1);
  for (let i = 0; i < n; i++) v.data[i] = vectors.data[i * vectors.cols + first]!;
  return times(Math.sign(values[first]!), backend().gram(v, false));
}

/** ∂f/∂Y from W = ∂f/∂S over the scale of S, n×n and symmetric. */
function throughRelation(y: Representation, relation: Relation, s: Matrix, w: Matrix): Matrix {
  switch (relation) {
    case "euclidean":
      // s = √d²; two rows that coincide are a kink, where no direction is preferred.
      return distanceGradient(
        matrix(
          w.rows,
          w.cols,
          w.data.map((value, k) => (s.data[k] === 0 ? 0 : value / (2 * s.data[k]!))),
        ),
        y,
      );
    case "cosine": {
      const unit = directions(y);
      if ("reason" in unit) throw new Undefined(`Y ${unit.reason}`);
      return throughDirections(y, times(2, backend().multiply(w, unit.made.values)), false);
    }
    case "gram": {
      const { matrix: values, scale } = scaledValues(y);
      return times(2 / scale, backend().multiply(w, values));
    }
  }
}

/**
 * ∂‖S − S′‖/∂Y of the full matrices of relations of X and Y, n×p2; zero at the optimum.
 *
 * @throws Undefined for a zero row and `cosine`, with `overflow`, or where the spectral norm has a kink.
 */
export function relationDifferenceGradient(
  x: Representation,
  y: Representation,
  relation: Relation,
  norm: "frobenius" | "spectral",
): Matrix {
  if (relationDifference(x, y, relation, norm) === 0) return zeroGradient(y);
  const [a, b] = [need("X", relations(x, relation)), need("Y", relations(y, relation))];
  const scale = Math.max(a.scale, b.scale);
  const difference = combine(b.scale / scale, b.matrix, -a.scale / scale, a.matrix);
  const w = norm === "spectral" ? spectralSlope(difference) : times(1 / frobenius(difference), difference);
  return times(b.scale, throughRelation(y, relation, b.matrix, w));
}
