import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { derived } from "./derived.ts";
import { selectRows } from "../linalg/elementwise.ts";
import { fieldOnDemand } from "./row-rules.ts";

/**
 * The column-centred matrix Xc divided by a power of two, so that its largest element lies in [½, 1).
 *
 * The division is exact: scale-free measures read `matrix` alone and neither overflow nor underflow at scales of
 * 1e±150; the others multiply by `scale` (Xc = scale · matrix).
 */
export interface Centered {
  readonly matrix: Matrix;
  /** A power of two; 1 for a constant representation. */
  readonly scale: number;
}

/** The power of two just above |value|; 1 for 0. */
export function powerOfTwoAbove(value: number): number {
  if (value === 0) return 1;
  const exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  return 2 ** Math.max(-1022, Math.min(1023, exponent));
}

function largest(data: Float64Array): number {
  let max = 0;
  for (let k = 0; k < data.length; k++) {
    const size = Math.abs(data[k]!);
    if (size > max) max = size;
  }
  return max;
}

/**
 * A column whose deviations are all within rounding of its values is constant: its deviations are set to zero, so
 * that a rounding error is never blown up into a direction.
 */
const CONSTANT = 8 * Number.EPSILON;

/** Values in this range neither overflow nor underflow when they are summed; others are divided by a power of two. */
const MODERATE = 2 ** 400;

/** Adds the rows of an n×p matrix times a number to `sums`, four rows at a time. */
function addRows(a: Float64Array, n: number, p: number, by: number, sums: Float64Array): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const start = i * p;
    for (let j = 0, k = start; j < p; j++, k++) {
      sums[j]! += a[k]! * by + a[k + p]! * by + (a[k + 2 * p]! * by + a[k + 3 * p]! * by);
    }
  }
  for (; i < n; i++) for (let j = 0, k = i * p; j < p; j++, k++) sums[j]! += a[k]! * by;
}

/** The mean of each column times a number. */
function columnMeans(a: Float64Array, n: number, p: number, by: number): Float64Array {
  const means = new Float64Array(p);
  addRows(a, n, p, by, means);
  for (let j = 0; j < p; j++) means[j]! /= n;
  return means;
}

/** Subtracts a number from each column, in place or from `from` times a number, and returns the largest sizes. */
function subtract(
  out: Float64Array,
  from: Float64Array,
  by: number,
  means: Float64Array,
  n: number,
): Float64Array {
  const p = means.length;
  const largestOf = new Float64Array(p);
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < p; j++, k++) {
      const value = from[k]! * by - means[j]!;
      out[k] = value;
      const size = Math.abs(value);
      if (size > largestOf[j]!) largestOf[j] = size;
    }
  }
  return largestOf;
}

/** The largest |value| of column j. */
function peakOf(a: Float64Array, n: number, p: number, j: number): number {
  let peak = 0;
  for (let i = 0; i < n; i++) peak = Math.max(peak, Math.abs(a[i * p + j]!));
  return peak;
}

/** Xc: each column minus its mean (two passes, so that a mean of 1e8 costs no digit of the spread). */
export const centeredScaled = derived(
  "centered",
  ({ n, p, values }): Centered => {
    const raw = values.data;
    const top = largest(raw);
    const first = top === 0 || (top < MODERATE && top > 1 / MODERATE) ? 1 : powerOfTwoAbove(top);
    // Times the inverse of a power of two is as exact as divided by it, and faster.
    const means = columnMeans(raw, n, p, 1 / first);
    const result = matrix(n, p);
    const out = result.data;
    subtract(out, raw, 1 / first, means, n);
    const deviation = subtract(out, out, 1, columnMeans(out, n, p, 1), n);
    for (let j = 0; j < p; j++) {
      // The peak is at most |mean| + deviation, but for rounding: it is looked for where that does not decide.
      if (deviation[j]! > 2 * CONSTANT * (Math.abs(means[j]!) + deviation[j]!)) continue;
      if (deviation[j]! > (CONSTANT * peakOf(raw, n, p, j)) / first) continue;
      deviation[j] = 0;
      for (let i = 0; i < n; i++) out[i * p + j] = 0;
    }
    const size = largest(deviation);
    const second = powerOfTwoAbove(size);
    const inverse = 1 / second;
    for (let k = 0; k < out.length; k++) out[k]! *= inverse;
    return { matrix: result, scale: size === 0 ? 1 : first * second };
  },
  fieldOnDemand("matrix", selectRows),
);

/** The matrix of {@link centeredScaled}: Xc up to a power of two. */
export const centered = (x: Parameters<typeof centeredScaled>[0]): Matrix => centeredScaled(x).matrix;
