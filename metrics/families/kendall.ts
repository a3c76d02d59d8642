import type { TieGroups } from "../../representation/ranks.ts";

/** The order of the indices 0 … m−1 by `group`, keeping the order of `before` among equals (counting sort). */
function stableOrder({ group, size }: TieGroups, before: ArrayLike<number>): Int32Array {
  const next = new Int32Array(size.length);
  for (let g = 1; g < size.length; g++) next[g] = next[g - 1]! + size[g - 1]!;
  const result = new Int32Array(group.length);
  for (let k = 0; k < before.length; k++) result[next[group[before[k]!]!]!++] = before[k]!;
  return result;
}

/** How many pairs stand in the wrong order, equal ones aside: bottom-up merge sort, which sorts `values` in place. */
function inversions(values: Int32Array): number {
  const m = values.length;
  let from: Int32Array = values;
  let to: Int32Array = new Int32Array(m);
  let count = 0;
  for (let width = 1; width < m; width *= 2) {
    for (let low = 0; low < m; low += 2 * width) {
      const middle = Math.min(low + width, m);
      const high = Math.min(low + 2 * width, m);
      let [a, b] = [low, middle];
      for (let k = low; k < high; k++) {
        if (a < middle && (b >= high || from[a]! <= from[b]!)) to[k] = from[a++]!;
        else {
          to[k] = from[b++]!;
          // It passes all that is left of the first run.
          count += middle - a;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}

/** Pairs among groups of these sizes: Σ s(s−1)/2. Exact up to 2⁵³. */
function pairsWithin(sizes: Int32Array): number {
  let total = 0;
  for (let g = 0; g < sizes.length; g++) total += (sizes[g]! * (sizes[g]! - 1)) / 2;
  return total;
}

/** What Kendall's coefficients are made of. */
export interface Concordance {
  /** Concordant minus discordant pairs. */
  readonly difference: number;
  /** All m(m−1)/2 pairs, and those not tied in the first and in the second vector. */
  readonly pairs: number;
  readonly untiedX: number;
  readonly untiedY: number;
}

/**
 * Counts concordant and discordant pairs of two vectors of m values in O(m log m) (Knight 1966): sort by x and then y,
 * count the inversions of y.
 */
export function concordance(x: TieGroups, y: TieGroups): Concordance {
  const m = x.group.length;
  const identity = new Int32Array(m);
  for (let k = 0; k < m; k++) identity[k] = k;
  const order = stableOrder(x, stableOrder(y, identity));
  const ordered = new Int32Array(m);
  // Pairs tied in both: runs of equal x and y.
  let [joint, run] = [0, 0];
  for (let k = 0; k < m; k++) {
    const at = order[k]!;
    const before = order[k - 1] ?? at;
    run = k > 0 && x.group[at] === x.group[before] && y.group[at] === y.group[before] ? run + 1 : 0;
    joint += run;
    ordered[k] = y.group[at]!;
  }
  const discordant = inversions(ordered);
  const pairs = (m * (m - 1)) / 2;
  const [tiedX, tiedY] = [pairsWithin(x.size), pairsWithin(y.size)];
  return {
    difference: pairs - tiedX - tiedY + joint - 2 * discordant,
    pairs,
    untiedX: pairs - tiedX,
    untiedY: pairs - tiedY,
  };
}

/** τ-a: ties count as neither concordant nor discordant, among all pairs. */
export const tauA = ({ difference, pairs }: Concordance): number => difference / pairs;

/** τ-b: among the pairs that are not tied, the geometric mean of the two vectors. */
export const tauB = ({ difference, untiedX, untiedY }: Concordance): number =>
  Math.max(-1, Math.min(1, difference / Math.sqrt(untiedX) / Math.sqrt(untiedY)));
