import { gridOver } from "./buckets.ts";

/** Room for values in ascending order, with the places they were taken from. */
export interface Desk {
  readonly sorted: Float64Array;
  readonly places: Int32Array;
  readonly next: Int32Array;
}

/** Room for up to `size` values. */
export const openDesk = (size: number): Desk => ({
  sorted: new Float64Array(size),
  places: new Int32Array(size),
  next: new Int32Array(size + 1),
});

// Moves for each value, on average, after which insertion is given up: values on a grid as fine as they are many need one.
const PATIENCE = 16;

/**
 * Sorts values[from] … values[to − 1]: into the cells of a grid by value, and by insertion inside them, in linear time
 * unless values are crowded at very different scales; then by merging.
 */
export function sortPlaces(values: Float64Array, from: number, to: number, desk: Desk): void {
  const { sorted, places, next } = desk;
  const count = to - from;
  const { least, perUnit } = gridOver(values, from, to, count);
  next.fill(0, 0, count + 1);
  for (let k = from; k < to; k++) next[(((values[k]! - least) * perUnit) | 0) + 1]!++;
  for (let c = 1; c < count; c++) next[c]! += next[c - 1]!;
  for (let k = from; k < to; k++) {
    const value = values[k]!;
    const at = next[((value - least) * perUnit) | 0]!++;
    sorted[at] = value;
    places[at] = k;
  }
  if (!insert(sorted, places, count)) merge(desk, count);
}

/** Insertion sort. @returns Whether it came to its end. */
function insert(sorted: Float64Array, places: Int32Array, count: number): boolean {
  let moves = PATIENCE * count;
  for (let k = 1; k < count; k++) {
    const value = sorted[k]!;
    if (sorted[k - 1]! <= value) continue;
    const place = places[k]!;
    let at = k;
    do {
      sorted[at] = sorted[at - 1]!;
      places[at] = places[at - 1]!;
      at--;
    } while (at > 0 && sorted[at - 1]! > value);
    sorted[at] = value;
    places[at] = place;
    moves -= k - at;
    if (moves < 0) return false;
  }
  return true;
}

/** Bottom-up merge sort. */
function merge({ sorted, places }: Desk, count: number): void {
  let value: Float64Array = sorted;
  let place: Int32Array = places;
  let toValue: Float64Array = new Float64Array(count);
  let toPlace: Int32Array = new Int32Array(count);
  for (let width = 1; width < count; width *= 2) {
    for (let low = 0; low < count; low += 2 * width) {
      const [middle, high] = [Math.min(low + width, count), Math.min(low + 2 * width, count)];
      let [a, b] = [low, middle];
      for (let k = low; k < high; k++) {
        const from = a < middle && (b >= high || value[a]! <= value[b]!) ? a++ : b++;
        toValue[k] = value[from]!;
        toPlace[k] = place[from]!;
      }
    }
    [value, toValue] = [toValue, value];
    [place, toPlace] = [toPlace, place];
  }
  if (value === sorted) return;
  sorted.set(value);
  places.set(place);
}
