import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { representation } from "../../representation/create.ts";

/**
 * The largest difference between a gradient by Y and central differences of f, as a share of the largest element of
 * the gradient, or of `atLeast` where the gradient is smaller than that (near an optimum).
 */
export function gradientError(
  f: (y: Representation) => number,
  gradient: Matrix,
  y: Representation,
  { step = 1e-5, atLeast = 0 } = {},
): number {
  let size = atLeast;
  for (const value of gradient.data) size = Math.max(size, Math.abs(value));
  let worst = 0;
  for (let k = 0; k < y.values.data.length; k++) {
    const moved = (by: number): number => {
      const data = y.values.data.slice();
      data[k]! += by;
      return f(representation({ ...y.values, data }));
    };
    // Fourth order: the error of the difference itself stays below the rounding.
    const slope = (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step);
    worst = Math.max(worst, Math.abs(slope - gradient.data[k]!));
  }
  return worst / size;
}
