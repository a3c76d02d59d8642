import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { inner } from "../linalg/elementwise.ts";
import { eachGramRows } from "../linalg/gram-rows.ts";
import { squaredDistances } from "../linalg/triangles.ts";
import { CANCELS, fromDifference } from "./cancellation.ts";
import { centered, scaleOf } from "./centered.ts";
import { derived, isReordered } from "./derived.ts";
import { rawMoments } from "./raw-moments.ts";
import { gramCentered } from "./spectral.ts";
import { hollow } from "./symmetric.ts";
import { field, relations, triangular } from "./row-rules.ts";

/**
 * The pairs i > j of {@link Distances}, row by row: n(n−1)/2 numbers, half the memory. d²(xᵢ, xⱼ) = scale² · values[k].
 */
export interface DistanceTriangle {
  readonly values: Float64Array;
  readonly scale: number;
  /** The least of the values; Infinity for a single row. */
  readonly least: number;
  /** The largest of them; 0 for a single row. */
  readonly most: number;
}

/**
 * Squared distances between the rows of Xc over a power of two: d²(xᵢ, xⱼ) = scale² · squared[i, j]. Zero on the
 * diagonal, exactly symmetric, exactly zero between equal rows.
 */
export interface Distances {
  readonly squared: Matrix;
  readonly scale: number;
}

/**
 * Two dissimilarities that differ by less than this share count as equal. Distances that are equal in exact
 * arithmetic (of integers, of duplicated rows) then stay tied after a rotation, a translation or a change of units,
 * which rounding would else break at random. Of n(n−1)/2 real numbers hardly two tie by chance: at n = 500 about one
 * pair in a hundred data sets, which moves a rank correlation by up to 4e-10.
 */
export const TIE = 1e-12;

/** Up to this many rows the Gram matrix is one that others read as well; of more rows it is never whole in memory. */
const SHARED = 512;

/**
 * Rows with the same differences as those of Xc, times the unit. No centred copy is made where means are no larger than
 * deviations: the squared lengths at most double, and a distance that cancels is recomputed in either case.
 */
function pointsOf(x: Representation): { readonly points: Matrix; readonly unit: number } {
  const moments = rawMoments(x);
  return moments !== undefined && inner(moments.root, moments.root) <= moments.size
    ? { points: x.values, unit: moments.scale }
    : { points: centered(x), unit: 1 };
}

/**
 * What {@link distanceTriangle} is, computed anew.
 *
 * @param into Where the values go, n(n−1)/2 numbers. @defaultValue new memory
 */
export function findDistances(x: Representation, into?: Float64Array): DistanceTriangle {
  const { n, p } = x;
  const { points, unit } = n <= SHARED ? { points: centered(x), unit: 1 } : pointsOf(x);
  // Of a power of two, so that it is exact.
  const square = unit ** 2;
  const { triangle, least, most } = squaredDistances(
    n,
    (visit) => {
      if (n <= SHARED) visit(0, gramCentered(x));
      else eachGramRows(points, visit, 1 / square);
    },
    CANCELS,
    (i, j, size) => fromDifference(points.data, p, i, j, size * square) / square,
    into,
  );
  return { values: triangle, scale: scaleOf(x), least, most };
}

/** Representations whose distances have been asked for. */
const asked = new WeakSet<Representation>();

/**
 * Whether the distances of x, of many rows, are asked for the first time: who needs them only for a moment may then compute
 * them in memory that is used again. What is asked for a second time is worth keeping.
 */
export function asksFirst(x: Representation): boolean {
  if (x.n <= SHARED || isReordered(x) || asked.has(x)) return false;
  asked.add(x);
  return true;
}

/**
 * Squared Euclidean distances between the stimuli, accurate also where they cancel in the Gram matrix: of every pair once.
 * Read this rather than {@link distances} where the triangle will do.
 */
export const distanceTriangle = derived(
  "distanceTriangle",
  (x): DistanceTriangle => {
    asked.add(x);
    return findDistances(x);
  },
  field("values", triangular),
);

/** {@link distanceTriangle} as a whole matrix. */
export const distances = derived(
  "distances",
  (x): Distances => {
    const { values, scale } = distanceTriangle(x);
    return { squared: hollow(values, x.n), scale };
  },
  field("squared", relations),
);
