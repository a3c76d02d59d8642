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
const WIDTH = 4;

/**
 * Two of the sample's values between which the given places of the whole should lie: exactness does not depend on it.
 */
function bounds(values: Float64Array, from: number, to: number): readonly [number, number] {
  const size = Math.floor(values.length ** (2 / 3));
  const step = Math.floor(values.length / size);
  const sample = Float64Array.from({ length: size }, (_, k) => values[k * step]!);
  const slack = WIDTH * 0.5 * Math.sqrt(size);
  const place = (of: number, by: number): number =>
    Math.max(0, Math.min(size - 1, Math.round((of / values.length) * size + by)));
  return [selectInPlace(sample, place(from, -slack)), selectInPlace(sample, place(to, slack))];
}

/**
 * The values at some places of the ascending order (places from 0), exactly, and without changing `values`: a sample
 * gives two bounds, one pass counts what is below them and collects what is between, of which the places are selected
 * (Floyd and Rivest 1975). Places should be near one another. Numbers must not be NaN.
 */
export function ordered(values: Float64Array, places: readonly number[]): number[] {
  const copied = (): number[] => {
    const copy = values.slice();
    return places.map((place) => selectInPlace(copy, place));
  };
  if (values.length < MANY) return copied();
  const [low, high] = bounds(values, Math.min(...places), Math.max(...places));
  const found = bracket(values, low, high, new Float64Array(values.length >> 3));
  if (found === undefined) return copied();
  const { belowLow, atMostLow, belowHigh, atMostHigh, inside } = found;
  // Ties with a bound are not collected: of numbers that are all equal there would be no end.
  if (places.some((place) => place < belowLow || place >= atMostHigh)) return copied();
  return places.map((place) =>
    place < atMostLow ? low : place >= belowHigh ? high : selectInPlace(inside, place - atMostLow),
  );
}

/** The median, the mean of the middle two for an even count; NaN for none. */
export function median(values: Float64Array): number {
  const { length } = values;
  if (length === 0) return NaN;
  const [lower, upper] = ordered(values, [(length - 1) >>> 1, length >>> 1]) as [number, number];
  return lower === upper ? upper : (lower + upper) / 2;
}
