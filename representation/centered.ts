import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { derived } from "./derived.ts";
import { selectRows } from "../linalg/elementwise.ts";
import { fieldOnDemand } from "./row-rules.ts";
import { sketchOf, type Sketch } from "./sketch.ts";

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
export const CONSTANT = 8 * Number.EPSILON;

/** Means and deviations in this range neither overflow nor underflow; other values are first divided by a power of two. */
const MODERATE = 2 ** 400;

/** The sum of each column, four rows at a time. */
function columnSums(a: Float64Array, n: number, p: number): Float64Array {
  const sums = new Float64Array(p);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    for (let j = 0, k = i * p; j < p; j++, k++) {
      sums[j]! += a[k]! + a[k + p]! + (a[k + 2 * p]! + a[k + 3 * p]!);
    }
  }
  for (; i < n; i++) for (let j = 0, k = i * p; j < p; j++, k++) sums[j]! += a[k]!;
  return sums;
}

/** What {@link subtractMeans} finds out about each column. */
interface Columns {
  readonly mean: Float64Array;
  /** The mean of what is left: the rounding of the mean. */
  readonly remainder: Float64Array;
  /** The largest size of what is left. */
  readonly deviation: Float64Array;
}

/** Writes the numbers minus their column's mean to `out`. */
function subtractMeans(raw: Float64Array, n: number, p: number, out: Float64Array): Columns {
  const mean = columnSums(raw, n, p);
  for (let j = 0; j < p; j++) mean[j]! /= n;
  const [remainder, deviation] = [new Float64Array(p), new Float64Array(p)];
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < p; j++, k++) {
      const value = raw[k]! - mean[j]!;
      out[k] = value;
      remainder[j]! += value;
      const size = Math.abs(value);
      if (size > deviation[j]!) deviation[j] = size;
    }
  }
  for (let j = 0; j < p; j++) remainder[j]! /= n;
  return { mean, remainder, deviation };
}

/** The largest |value − offset| of column j. */
function peakOf(a: Float64Array, n: number, p: number, j: number, offset = 0): number {
  let peak = 0;
  for (let i = 0; i < n; i++) peak = Math.max(peak, Math.abs(a[i * p + j]! - offset));
  return peak;
}

/** The largest |mean| + deviation: no value is larger, and half of it is reached. */
const sizeOf = ({ mean, deviation }: Columns): number =>
  mean.reduce((top, value, j) => Math.max(top, Math.abs(value) + deviation[j]!), 0);

/** The columns of `raw` minus their means, times a power of two. */
function center(raw: Float64Array, n: number, p: number, out: Float64Array, columns: Columns): number {
  const { mean, remainder, deviation } = columns;
  // The size of what is left without the remainder lies between these two, in most cases below the same power of two.
  let [low, high] = [0, 0];
  const constant: number[] = [];
  for (let j = 0; j < p; j++) {
    const [dev, rest] = [deviation[j]!, Math.abs(remainder[j]!)];
    // The peak is at most |mean| + deviation, but for rounding: both are looked for where that does not decide.
    const clear = dev - rest > 2 * CONSTANT * (Math.abs(mean[j]!) + dev);
    if (!clear && peakOf(out, n, p, j, remainder[j]) <= CONSTANT * peakOf(raw, n, p, j)) constant.push(j);
    else [low, high] = [Math.max(low, dev - rest), Math.max(high, dev + rest)];
  }
  for (const j of constant) {
    remainder[j] = 0;
    for (let i = 0; i < n; i++) out[i * p + j] = 0;
  }
  let scale = powerOfTwoAbove(low);
  if (scale !== powerOfTwoAbove(high)) {
    let exact = 0;
    for (let j = 0; j < p; j++) exact = Math.max(exact, peakOf(out, n, p, j, remainder[j]));
    scale = powerOfTwoAbove(exact);
  }
  // Times the inverse of a power of two is as exact as divided by it, and faster.
  const inverse = 1 / scale;
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < p; j++, k++) out[k] = (out[k]! - remainder[j]!) * inverse;
  }
  return constant.length === p ? 1 : scale;
}

/** Rows that stand for those of Xc. */
function scaledFactor({ factor, scale }: Sketch): Centered {
  const size = largest(factor.data);
  const second = powerOfTwoAbove(size);
  const data = factor.data.map((value) => value / second);
  return { matrix: matrix(factor.rows, factor.cols, data), scale: size === 0 ? 1 : scale * second };
}

/** Xc: each column minus its mean (two passes, so that a mean of 1e8 costs no digit of the spread). */
export const centeredScaled = derived(
  "centered",
  (x): Centered => {
    const sketch = sketchOf(x);
    if (sketch !== undefined) return scaledFactor(sketch);
    const { n, p, values } = x;
    const result = matrix(n, p);
    let raw = values.data;
    let columns = subtractMeans(raw, n, p, result.data);
    const size = sizeOf(columns);
    let first = 1;
    if (!(size < MODERATE && size > 1 / MODERATE)) {
      first = powerOfTwoAbove(largest(raw));
      raw = raw.map((value) => value / first);
      columns = subtractMeans(raw, n, p, result.data);
    }
    const second = center(raw, n, p, result.data, columns);
    const constant = second === 1 && largest(result.data) === 0;
    return { matrix: result, scale: constant ? 1 : first * second };
  },
  fieldOnDemand("matrix", selectRows),
);

/** The matrix of {@link centeredScaled}: Xc up to a power of two. */
export const centered = (x: Parameters<typeof centeredScaled>[0]): Matrix => centeredScaled(x).matrix;
