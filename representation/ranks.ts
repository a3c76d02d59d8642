import { TIE } from "./distances.ts";

/** The values of a vector in groups of ties, the smallest group first. */
export interface TieGroups {
  /** The group of each value, from 0. */
  readonly group: Int32Array;
  /** How many values each group has. */
  readonly size: Int32Array;
}

/**
 * Sorts values into groups of ties: a group begins with its smallest value and takes what is within `tolerance` of
 * it, as a share. A group never grows by chains of small steps.
 *
 * @param tolerance @defaultValue {@link TIE}
 */
export function tieGroups(values: Float64Array, tolerance: number = TIE): TieGroups {
  const sorted = values.slice().sort();
  const m = sorted.length;
  // The first and smallest value of each group, and where it stands in the order.
  const firsts = new Float64Array(m);
  const starts = new Int32Array(m + 1);
  let groups = 0;
  for (let k = 0; k < m; k++) {
    const value = sorted[k]!;
    if (groups > 0 && value - firsts[groups - 1]! <= tolerance * Math.abs(value)) continue;
    firsts[groups] = value;
    starts[groups++] = k;
  }
  starts[groups] = m;
  const size = new Int32Array(groups);
  for (let g = 0; g < groups; g++) size[g] = starts[g + 1]! - starts[g]!;
  return { group: groupsOf(values, firsts.subarray(0, groups)), size };
}

/** The last of the ascending `firsts` that is not above each value: by its place in a grid, then by bisection. */
function groupsOf(values: Float64Array, firsts: Float64Array): Int32Array {
  const cells = firsts.length;
  const [least, most] = [firsts[0] ?? 0, firsts[cells - 1] ?? 0];
  const perUnit = most > least ? Math.min(Number.MAX_VALUE, (cells - 1) / (most - least)) : 0;
  const cellOf = (value: number): number =>
    Math.min(cells - 1, Math.max(0, Math.floor((value - least) * perUnit)));
  // How many firsts lie in the cells before each cell.
  const before = new Int32Array(cells + 1);
  for (let g = 0; g < cells; g++) before[cellOf(firsts[g]!) + 1]!++;
  for (let c = 0; c < cells; c++) before[c + 1]! += before[c]!;
  const result = new Int32Array(values.length);
  for (let k = 0; k < result.length; k++) {
    const value = values[k]!;
    const cell = cellOf(value);
    let low = Math.max(0, before[cell]! - 1);
    let high = Math.max(low, before[cell + 1]! - 1);
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (firsts[middle]! <= value) low = middle;
      else high = middle - 1;
    }
    result[k] = low;
  }
  return result;
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
