import type { Matrix } from "../core/matrix.ts";
import { frobenius } from "../linalg/elementwise.ts";
import { centered, centeredScaled } from "../representation/centered.ts";
import { representation } from "../representation/create.ts";

const times = (a: Matrix, factor: number): Matrix => ({ ...a, data: a.data.map((value) => factor * value) });

/** A minus its column means, in the units of A. */
export function centerColumns(a: Matrix): Matrix {
  const { matrix, scale } = centeredScaled(representation(a));
  return times(matrix, scale);
}

/**
 * A minus its column means, scaled to the Frobenius norm `norm`: what differs in size alone becomes equal, so that a
 * measure of size learns nothing. A constant A stays zero.
 */
export function normMatched(a: Matrix, norm: number): Matrix {
  const c = centered(representation(a));
  const size = frobenius(c);
  return times(c, size === 0 ? 0 : norm / size);
}
