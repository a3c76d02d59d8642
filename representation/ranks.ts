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

/**
 * A number for each value, the same for all of its group: what `labelOf` says of a group that takes the places
 * from … to − 1 of the ascending order of `count` values. A group begins with its smallest value and takes what is within `tolerance` of it,
 * as a share. A group never grows by chains of small steps.
 */
function labelled(
  values: Float64Array,
  tolerance: number,
  labelOf: (from: number, to: number, count: number) => number,
): Float64Array {
  const buckets = deal(values);
  const { held, start } = buckets;
  const desk = openDesk(buckets.largest);
  const { sorted, places } = desk;
  // The group that has begun last: its first value and place, and the start of the bucket where that was.
  let [first, begun, since] = [NaN, 0, 0];
  // Its label is known when it has ended. In buckets before the present one NaN stands for it until then.
  const fill = (before: number, label: number): void => {
    for (let at = since; at < before; at++) if (Number.isNaN(held[at]!)) held[at] = label;
  };
  for (let b = 0; b + 1 < start.length; b++) {
    const [from, to] = [start[b]!, start[b + 1]!];
    sortPlaces(held, from, to, desk);
    let mine = 0;
    for (let k = 0; k < to - from; k++) {
      const value = sorted[k]!;
      if (value - first <= tolerance * Math.abs(value)) continue;
      if (from + k > begun) {
        const label = labelOf(begun, from + k, values.length);
        while (mine < k) held[places[mine++]!] = label;
        fill(from, label);
      }
      [first, begun, since] = [value, from + k, from];
    }
    while (mine < to - from) held[places[mine++]!] = NaN;
  }
  if (values.length > begun) fill(values.length, labelOf(begun, values.length, values.length));
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
  let groups = 0;
  const group = labelled(values, tolerance, (from, to) => {
    size[groups] = to - from;
    return groups++;
  });
  return { group: Int32Array.from(group), size: size.slice(0, groups) };
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

/** The mean rank of a group minus that of all `count` values. */
const centredRank = (from: number, to: number, count: number): number => (from + to + 1) / 2 - (count + 1) / 2;

/**
 * {@link centeredRanks} of {@link tieGroups}, for who needs nothing but them.
 *
 * @param tolerance @defaultValue {@link TIE}
 */
export function tiedRanks(values: Float64Array, tolerance: number = TIE): Float64Array {
  return labelled(values, tolerance, centredRank);
}
