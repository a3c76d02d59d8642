import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { mirrorLower } from "../linalg/reorder.ts";
import { centered, centeredScaled } from "./centered.ts";
import { derived } from "./derived.ts";
import { gramCentered } from "./spectral.ts";
import { field, relations } from "./row-rules.ts";

/**
 * Squared distances between the rows of Xc over a power of two: d²(xᵢ, xⱼ) = scale² · squared[i, j]. Zero on the
 * diagonal, exactly symmetric, exactly zero between equal rows.
 */
export interface Distances {
  readonly squared: Matrix;
  readonly scale: number;
}

/**
 * Below this share of ‖xᵢ‖² + ‖xⱼ‖², ‖xᵢ‖² + ‖xⱼ‖² − 2⟨xᵢ, xⱼ⟩ has lost four bits and more to cancellation, and the
 * distance is computed from the difference of the rows instead. What is not recomputed is right to about 16·√p·ε,
 * below {@link TIE} for up to tens of thousands of units; of data without clusters hardly any pair is recomputed.
 */
const CANCELS = 1 / 16;

/** Rows closer than the rounding of their own coordinates coincide. */
const COINCIDES = (16 * Number.EPSILON) ** 2;

/**
 * Two dissimilarities that differ by less than this share count as equal. Distances that are equal in exact
 * arithmetic (of integers, of duplicated rows) then stay tied after a rotation, a translation or a change of units,
 * which rounding would else break at random. Of n(n−1)/2 real numbers hardly two tie by chance: at n = 500 about one
 * pair in a hundred data sets, which moves a rank correlation by up to 4e-10.
 */
export const TIE = 1e-12;

function directly(points: Float64Array, p: number, i: number, j: number): number {
  let total = 0;
  for (let c = 0; c < p; c++) total += (points[i * p + c]! - points[j * p + c]!) ** 2;
  return total;
}

/** Squared Euclidean distances between the stimuli, accurate also where they cancel in the Gram matrix. */
export const distances = derived(
  "distances",
  (x): Distances => {
    const { n, p } = x;
    const points = centered(x).data;
    const k = gramCentered(x).data;
    const squared = matrix(n, n);
    const own = Float64Array.from({ length: n }, (_, i) => k[i * n + i]!);
    for (let i = 0; i < n; i++) {
      for (let j = 0, at = i * n; j < i; j++, at++) {
        const size = own[i]! + own[j]!;
        let d2 = size - 2 * k[at]!;
        if (d2 < CANCELS * size) {
          d2 = directly(points, p, i, j);
          if (d2 <= COINCIDES * size) d2 = 0;
        }
        squared.data[at] = d2;
      }
    }
    // Columns are written tile by tile: one at a time they would all fall out of the cache.
    mirrorLower(squared.data, n);
    return { squared, scale: centeredScaled(x).scale };
  },
  field("squared", relations),
);
