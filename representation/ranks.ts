import { collect, deal } from "./buckets.ts";
import { TIE } from "./distances.ts";
import { openDesk, sortPlaces } from "./sorted-places.ts";

/** The values of a vector in groups of ties, the smallest group first. */
export interface TieGroups {
  /** The group of each value, from 0. */
  readonly group: Int32Array;
  /** How many values each group has. */
  readonly size: Int32Array;
}

/** The label of the group that takes the places from … to − 1 of `count` values, which is kept in `sizes` if there are. */
function labelOf(
  sizes: Int32Array | undefined,
  group: number,
  from: number,
  to: number,
  count: number,
): number {
  if (sizes === undefined) return (from + to + 1) / 2 - (count + 1) / 2;
  sizes[group] = to - from;
  return group;
}

/** Writes a label wherever there is none yet. */
function fillMissing(held: Float64Array, from: number, to: number, label: number): void {
  for (let at = from; at < to; at++) if (Number.isNaN(held[at]!)) held[at] = label;
}

/**
 * A number for each value, the same for all of its group. A group begins with its smallest value and takes what is within
 * `tolerance` of it, as a share. A group never grows by chains of small steps.
 *
 * @param sizes Where the groups' sizes go; the number is then that of the group, from 0, and else its mean rank minus that
 *   of all.
 */
function labelled(values: Float64Array, tolerance: number, sizes?: Int32Array): Float64Array {
  const count = values.length;
  const buckets = deal(values);
  const { held, start } = buckets;
  const desk = openDesk(buckets.largest);
  const { sorted, places } = desk;
  // The group that has begun last: its first value and place, and the start of the bucket where that was.
  let first = NaN;
  let begun = 0;
  let since = 0;
  let group = 0;
  for (let b = 0; b + 1 < start.length; b++) {
    const from = start[b]!;
    const to = start[b + 1]!;
    sortPlaces(held, from, to, desk);
    let mine = 0;
    for (let k = 0; k < to - from; k++) {
      const value = sorted[k]!;
      if (value - first <= tolerance * Math.abs(value)) continue;
      if (from + k > begun) {
        const label = labelOf(sizes, group++, begun, from + k, count);
        while (mine < k) held[places[mine++]!] = label;
        // A label is known when its group has ended. In buckets before the present one NaN stands for it until then.
        fillMissing(held, since, from, label);
      }
      first = value;
      begun = from + k;
      since = from;
    }
    while (mine < to - from) held[places[mine++]!] = NaN;
  }
  if (count > begun) fillMissing(held, since, count, labelOf(sizes, group, begun, count, count));
  return collect(values, buckets);
}

/**
 * Sorts values into groups of ties: a group begins with its smallest value and takes what is within `tolerance` of
 * it, as a share. A group never grows by chains of small steps.
 *
 * @param tolerance @defaultValue {@link TIE}
 */
export function tieGroups(values: Float64Array, tolerance: number = TIE): TieGroups {
  const size = new Int32Array(values.length);
  const group = new Int32Array(labelled(values, tolerance, size));
  // No group is empty.
  const end = size.indexOf(0);
  return { group, size: end < 0 ? size : size.slice(0, end) };
}

/** Ranks from 1, ties given the mean of their places, minus the mean rank (m + 1)/2: they add up to zero. */
export function centeredRanks({ group, size }: TieGroups): Float64Array {
  const middle = (group.length + 1) / 2;
  const rank = new Float64Array(size.length);
  let before = 0;
  for (let g = 0; g < size.length; g++) {
    rank[g] = before + (size[g]! + 1) / 2 - middle;
    before += size[g]!;
  }
  const result = new Float64Array(group.length);
  for (let k = 0; k < result.length; k++) result[k] = rank[group[k]!]!;
  return result;
}

/**
 * {@link centeredRanks} of {@link tieGroups}, for who needs nothing but them.
 *
 * @param tolerance @defaultValue {@link TIE}
 */
export function tiedRanks(values: Float64Array, tolerance: number = TIE): Float64Array {
  return labelled(values, tolerance);
}
