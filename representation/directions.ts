import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { powerOfTwoAbove } from "./centered.ts";
import { derived } from "./derived.ts";
import { field, made, unlessReason } from "./row-rules.ts";

/** A representation made from another, or why there is none. */
export type Made = { readonly made: Representation } | { readonly reason: string };

/** What is left of a row after rounding: a row whose deviations are this small against its values is constant. */
const ROUNDING = 8 * Number.EPSILON;

const asRepresentation = (values: Matrix): Representation => ({ n: values.rows, p: values.cols, values });

/** Writes row `i` over its length into `out`, or returns false where the row is zero. */
function normalizeRow(row: Float64Array, out: Float64Array): boolean {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return false;
  // A power of two of its own for each row: the square of a row of 1e-200 beside one of 1 is not lost.
  const scale = powerOfTwoAbove(largest);
  let square = 0;
  for (let j = 0; j < row.length; j++) square += (out[j] = row[j]! / scale) ** 2;
  const length = Math.sqrt(square);
  for (let j = 0; j < row.length; j++) out[j]! /= length;
  return true;
}

/**
 * Each row of X over its length. The cosine distance 1 − cos(xᵢ, xⱼ) is half the squared distance of these rows,
 * which keeps its digits where the cosine is close to 1.
 */
export const directions = derived(
  "directions",
  ({ n, p, values }): Made => {
    const result = matrix(n, p);
    for (let i = 0; i < n; i++) {
      const [from, to] = [i * p, (i + 1) * p];
      if (!normalizeRow(values.data.subarray(from, to), result.data.subarray(from, to))) {
        return { reason: `has a zero row (row ${i}), which has no direction` };
      }
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
    const row = new Float64Array(p);
    for (let i = 0; i < n; i++) {
      const raw = values.data.subarray(i * p, (i + 1) * p);
      let largest = 0;
      for (const value of raw) largest = Math.max(largest, Math.abs(value));
      const scale = powerOfTwoAbove(largest);
      let mean = 0;
      for (let j = 0; j < p; j++) mean += (row[j] = raw[j]! / scale) / p;
      let spread = 0;
      for (let j = 0; j < p; j++) spread = Math.max(spread, Math.abs((row[j]! -= mean)));
      if (spread * scale <= ROUNDING * largest) {
        return {
          reason: `has a row that is constant over its units (row ${i}), which correlates with nothing`,
        };
      }
      normalizeRow(row, result.data.subarray(i * p, (i + 1) * p));
    }
    return { made: asRepresentation(result) };
  },
  unlessReason(field("made", made)),
);
