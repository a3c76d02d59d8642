import type { Representation } from "../../core/representation.ts";
import { sum } from "../../linalg/elementwise.ts";
import type { Feature, Vector } from "../families/feature.ts";

/** Sum of the diagonal and of the rest of the triangle of an n×n matrix packed row by row, as in `symmetric.ts`. */
function sums(vector: Float64Array, n: number): { diagonal: number; rest: number } {
  if (vector.length === (n * (n - 1)) / 2) return { diagonal: 0, rest: sum(vector) };
  let diagonal = 0;
  for (let i = 0; i < n; i++) diagonal += vector[(i * (i + 3)) / 2]!;
  return { diagonal, rest: sum(vector) - diagonal };
}

/**
 * The mean of ⟨A, PBPᵀ⟩ over all orders P of the rows, for symmetric n×n matrices as vectors of their triangles: every
 * element off the diagonal meets every other equally often, and so on the diagonal.
 */
export function expectedInner(a: Float64Array, b: Float64Array, n: number): number {
  const [x, y] = [sums(a, n), sums(b, n)];
  return (x.diagonal * y.diagonal) / n + (x.rest * y.rest) / ((n * (n - 1)) / 2);
}

const expectedOf = (
  x: Representation,
  y: Representation,
  featureOf: (side: Representation) => Feature,
  of: (mean: number, a: Vector, b: Vector) => number,
): number | undefined => {
  const [a, b] = [featureOf(x), featureOf(y)];
  if ("reason" in a || "reason" in b) return undefined;
  return of(expectedInner(a.vector, b.vector, x.n), a, b);
};

/** The mean of the cosine of two features over all orders of the rows; undefined where a side has none. */
export const expectedCosine = (
  x: Representation,
  y: Representation,
  featureOf: (side: Representation) => Feature,
): number | undefined => expectedOf(x, y, featureOf, (mean, a, b) => mean / (a.norm * b.norm));

/** The mean of the inner product of two features, in the units of the data. */
export const expectedProduct = (
  x: Representation,
  y: Representation,
  featureOf: (side: Representation) => Feature,
): number | undefined => expectedOf(x, y, featureOf, (mean, a, b) => mean * a.factor * b.factor);
