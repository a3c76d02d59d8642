import type { Representation } from "../core/representation.ts";
import { multipliedBy, over } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { derived } from "./derived.ts";
import { powerOfTwoAbove } from "./powers.ts";
import { unchanged } from "./row-rules.ts";
import { sketchOf } from "./sketch.ts";

/** Means and mean squares in this range neither overflow nor underflow. */
export const MODERATE = 2 ** 400;

/** Rows that are looked at. */
const SAMPLE = 64;

/** What a mean may be of its column's deviation. */
const MEAN = 4;

/** First moments of X as it is given, where products of its columns need no centring first. */
export interface RawMoments {
  /** m, the mean of each column. */
  readonly mean: Float64Array;
  /** √n·m over the scale: XcᵀYc/(s_X·s_Y) = XᵀY/(s_X·s_Y) − rootₓ·rootᵧᵀ. */
  readonly root: Float64Array;
  /** ‖Xc‖² over the square of the scale. */
  readonly size: number;
  /** The power of two s that Xc is divided by. */
  readonly scale: number;
}

/**
 * Whether no column's mean is large against its deviation, as some of its rows show: their squared deviations are among
 * those that add up to the column's, so that they can only call a column worse than it is.
 */
function isSmall(mean: Float64Array, { n, p, values: { data } }: Representation): boolean {
  const count = Math.min(n, SAMPLE);
  const squares = new Float64Array(p);
  for (let k = 0; k < count; k++) {
    const from = Math.floor((k * n) / count) * p;
    for (let j = 0; j < p; j++) squares[j]! += (data[from + j]! - mean[j]!) ** 2;
  }
  for (let j = 0; j < p; j++)
    if (!(Math.abs(mean[j]!) <= MEAN * Math.sqrt(squares[j]! / count))) return false;
  return true;
}

/**
 * The moments of X where centring the products of its columns costs no digit: where every mean is at most a few times the
 * deviation of its column. Undefined elsewhere: for constant columns that are not zero, numbers out of range and
 * streams.
 */
export const rawMoments = derived(
  "rawMoments",
  (x): RawMoments | undefined => {
    if (sketchOf(x) !== undefined) return undefined;
    const { n, p, values } = x;
    const mean = over(backend().columnSums(values), n);
    const square = backend().inner(values.data, values.data);
    const part = square / (n * p);
    if (!(part > 1 / MODERATE && part < MODERATE) || !isSmall(mean, x)) return undefined;
    const size = square - n * backend().inner(mean, mean);
    const scale = powerOfTwoAbove(Math.sqrt(size / (n * p)));
    const root = over(multipliedBy(mean, Math.sqrt(n)), scale);
    return { mean, root, size: size / scale / scale, scale };
  },
  unchanged,
);
