import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { powerOfTwoAbove } from "./powers.ts";
import { derived } from "./derived.ts";
import { field, made, unlessReason } from "./row-rules.ts";

/** A representation made from another, or why there is none. */
export type Made = { readonly made: Representation } | { readonly reason: string };

/** What is left of a row after rounding: a row whose deviations are this small against its values is constant. */
const ROUNDING = 8 * Number.EPSILON;

const asRepresentation = (values: Matrix): Representation => ({ n: values.rows, p: values.cols, values });

/** The largest size of a number among values[from] … values[to − 1]. */
function peak(values: Float64Array, from: number, to: number): number {
  let largest = 0;
  for (let k = from; k < to; k++) {
    const size = Math.abs(values[k]!);
    if (size > largest) largest = size;
  }
  return largest;
}

/** Divides the numbers from … to − 1, of which `largest` is the largest, by their length. */
function normalize(values: Float64Array, from: number, to: number, largest: number): void {
  // A power of two of its own for each row: the square of a row of 1e-200 beside one of 1 is not lost.
  const inverse = 1 / powerOfTwoAbove(largest);
  let square = 0;
  for (let k = from; k < to; k++) {
    const value = values[k]! * inverse;
    square += value * value;
  }
  const length = Math.sqrt(square);
  for (let k = from; k < to; k++) values[k] = (values[k]! * inverse) / length;
}

/**
 * Each row of X over its length. The cosine distance 1 − cos(xᵢ, xⱼ) is half the squared distance of these rows,
 * which keeps its digits where the cosine is close to 1.
 */
export const directions = derived(
  "directions",
  ({ n, p, values }): Made => {
    const result = matrix(n, p, values.data.slice());
    for (let i = 0; i < n; i++) {
      const [from, to] = [i * p, (i + 1) * p];
      const largest = peak(result.data, from, to);
      if (largest === 0) return { reason: `has a zero row (row ${i}), which has no direction` };
      normalize(result.data, from, to, largest);
    }
    return { made: asRepresentation(result) };
  },
  unlessReason(field("made", made)),
);

/**
 * Each row of X minus its own mean, over its length: 1 − r(xᵢ, xⱼ), the correlation distance over units, is half the
 * squared distance of these rows.
 */
export const rowDirections = derived(
  "rowDirections",
  ({ n, p, values }): Made => {
    const result = matrix(n, p);
    const { data } = result;
    for (let i = 0; i < n; i++) {
      const [from, to] = [i * p, (i + 1) * p];
      const largest = peak(values.data, from, to);
      // Times the inverse of a power of two is as exact as divided by it, and faster.
      const scale = powerOfTwoAbove(largest);
      const inverse = 1 / scale;
      let mean = 0;
      for (let k = from; k < to; k++) mean += values.data[k]! * inverse;
      mean /= p;
      let spread = 0;
      for (let k = from; k < to; k++) {
        const value = values.data[k]! * inverse - mean;
        const size = Math.abs(value);
        if (size > spread) spread = size;
        data[k] = value;
      }
      if (spread * scale <= ROUNDING * largest) {
        return {
          reason: `has a row that is constant over its units (row ${i}), which correlates with nothing`,
        };
      }
      normalize(data, from, to, spread);
    }
    return { made: asRepresentation(result) };
  },
  unlessReason(field("made", made)),
);
