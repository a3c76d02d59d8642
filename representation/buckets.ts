/**
 * Values dealt to buckets: none in a bucket is above one in the next, and inside a bucket they stand in the order they
 * were given in, so that what is found for them there can be collected again without a list of places.
 */
export interface Buckets {
  /** The values, bucket after bucket. Whoever is done with them may write something else in their places. */
  readonly held: Float64Array;
  /** Bucket b is `held[start[b]] … held[start[b + 1] − 1]`. */
  readonly start: Int32Array;
  /** The most values in one bucket. */
  readonly largest: number;
  readonly bucketOf: Uint16Array;
  readonly grid: Grid;
}

/** A value's cell is ⌊(value − least) · perUnit⌋. */
export interface Grid {
  readonly least: number;
  readonly perUnit: number;
}

/** The grid of so many cells over values[from] … values[to − 1]. A larger value is never in an earlier cell. */
export function gridOver(values: Float64Array, from: number, to: number, cells: number): Grid {
  let [least, most] = [Infinity, -Infinity];
  for (let k = from; k < to; k++) {
    const value = values[k]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const perUnit = most > least ? Math.min(Number.MAX_VALUE, (cells - 1) / (most - least)) : 0;
  return { least, perUnit };
}

// As many values as, with all that is needed to sort them, stay in the second-level cache.
const FULL = 2 ** 15;

const CELLS = 2 ** 13;

// Room of up to this many numbers (32 MiB) is kept for the values that are dealt next.
const KEPT = 4 * 2 ** 20;

let kept = new Float64Array(0);

function room(count: number): Float64Array {
  if (count <= kept.length) return kept.subarray(0, count);
  const made = new Float64Array(count);
  if (count <= KEPT) kept = made;
  return made;
}

/**
 * Deals values to buckets of some 2¹⁵, more where they are crowded: a pass to count them and one to deal.
 *
 * @returns Buckets whose memory the next call uses again.
 */
export function deal(values: Float64Array): Buckets {
  const m = values.length;
  if (m <= FULL) {
    const grid = { least: 0, perUnit: 0 };
    return {
      held: values.slice(),
      start: Int32Array.of(0, m),
      largest: m,
      bucketOf: new Uint16Array(1),
      grid,
    };
  }
  const grid = gridOver(values, 0, m, CELLS);
  const { least, perUnit } = grid;
  const count = new Int32Array(CELLS);
  for (let k = 0; k < m; k++) count[((values[k]! - least) * perUnit) | 0]!++;
  const bucketOf = new Uint16Array(CELLS);
  const starts = [0];
  let [inside, before, largest] = [0, 0, 0];
  for (let c = 0; c < CELLS; c++) {
    if (inside > 0 && inside + count[c]! > FULL) {
      starts.push(before);
      inside = 0;
    }
    bucketOf[c] = starts.length - 1;
    inside += count[c]!;
    before += count[c]!;
    largest = Math.max(largest, inside);
  }
  const next = Int32Array.from(starts);
  const held = room(m);
  for (let k = 0; k < m; k++) {
    const value = values[k]!;
    const bucket = bucketOf[((value - least) * perUnit) | 0]!;
    held[next[bucket]!++] = value;
  }
  return { held, start: Int32Array.of(...starts, m), largest, bucketOf, grid };
}

/** What now stands in the places of the values, in the order in which they were given. */
export function collect(values: Float64Array, { held, start, bucketOf, grid }: Buckets): Float64Array {
  if (start.length === 2) return held;
  const { least, perUnit } = grid;
  const next = start.slice();
  const result = new Float64Array(values.length);
  for (let k = 0; k < result.length; k++) {
    const bucket = bucketOf[((values[k]! - least) * perUnit) | 0]!;
    result[k] = held[next[bucket]!++]!;
  }
  return result;
}
