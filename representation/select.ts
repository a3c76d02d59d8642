import { unfilled } from "../core/matrix.ts";
import { bracket } from "../linalg/bracket.ts";

/**
 * The k-th smallest value (k from 0), in expected linear time (Hoare 1961, median of three). Reorders `values`.
 */
export function selectInPlace(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [a, b, c] = [values[low]!, values[middle]!, values[high]!];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return pivot;
  }
  return values[k]!;
}

/** Of fewer numbers than this a copy is reordered. */
const MANY = 4096;

/** How far apart the bounds are, in standard deviations of what a sample of random numbers says of a place. */
const WIDTH = 3;

/**
 * Two of the sample's values between which the given places of the whole should lie: exactness does not depend on it.
 */
function bounds(values: Float64Array, from: number, to: number): readonly [number, number] {
  const size = Math.floor(values.length ** (2 / 3));
  const step = Math.floor(values.length / size);
  const sample = new Float64Array(size);
  for (let k = 0; k < size; k++) sample[k] = values[k * step]!;
  const slack = WIDTH * 0.5 * Math.sqrt(size);
  const place = (of: number, by: number): number =>
    Math.max(0, Math.min(size - 1, Math.round((of / values.length) * size + by)));
  return [selectInPlace(sample, place(from, -slack)), selectInPlace(sample, place(to, slack))];
}

/** The values at two neighbouring places, or at one, of the ascending order. Reorders `values`. */
function selectBoth(values: Float64Array, lower: number, upper: number): readonly [number, number] {
  const second = selectInPlace(values, upper);
  if (lower === upper) return [second, second];
  let first = -Infinity;
  for (let k = 0; k < upper; k++) if (values[k]! > first) first = values[k]!;
  return [first, second];
}

/**
 * The values at place k and, with `next`, also at place k + 1 of the ascending order (places from 0), exactly, and without
 * changing `values`: a sample gives two bounds, one pass counts what is below them and collects what is between, which
 * alone is reordered (Floyd and Rivest 1975). Numbers must not be NaN.
 *
 * @returns The same value twice without `next`.
 */
export function ordered(values: Float64Array, k: number, next: boolean): readonly [number, number] {
  const last = next ? k + 1 : k;
  if (values.length < MANY) return selectBoth(values.slice(), k, last);
  const [low, high] = bounds(values, k, last);
  const found = bracket(values, low, high, unfilled(1, values.length >> 3).data);
  // Ties with a bound are not collected: of numbers that are all equal there would be no end.
  if (found === undefined || k < found.belowLow || last >= found.atMostHigh) {
    return selectBoth(values.slice(), k, last);
  }
  const { atMostLow, belowHigh, inside } = found;
  if (k >= atMostLow && last < belowHigh) return selectBoth(inside, k - atMostLow, last - atMostLow);
  const at = (place: number): number =>
    place < atMostLow ? low : place >= belowHigh ? high : selectInPlace(inside, place - atMostLow);
  return [at(k), at(last)];
}
