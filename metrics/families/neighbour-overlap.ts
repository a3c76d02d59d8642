import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import type { Choice, Neighbours } from "../../representation/neighbours.ts";
import { neighbours } from "../../representation/neighbours.ts";
import { mapEntries } from "./all-pairs.ts";
import { need } from "./feature.ts";
import { longestCommonSubsequence, sequenceDistance } from "./sequences.ts";

/** The agreement of two neighbour lists of one stimulus, which it may not keep, given how many neighbours there are. */
export type RowScore = (a: Int32Array, b: Int32Array, k: number) => number;

/** Whether j is among the neighbours of i. */
export function isNeighbour({ index, k }: Neighbours, i: number, j: number): boolean {
  for (let r = i * k; r < (i + 1) * k; r++) if (index[r] === j) return true;
  return false;
}

/** How many elements two lists without repetition share; k is small, so that looking is faster than hashing. */
export function shared(a: Int32Array, b: Int32Array): number {
  let count = 0;
  for (const j of a) if (b.includes(j)) count++;
  return count;
}

/** The agreement of two neighbour lists that depends on nothing but how many neighbours they share. */
export type CountScore = (both: number, k: number) => number;

/** |A ∩ B| / k. */
export const mutual: CountScore = (both, k) => both / k;

/** |A ∩ B| / |A ∪ B|. */
export const jaccard: CountScore = (both, k) => both / (2 * k - both);

/**
 * Σ 2/((1 + |r − r′|)(r + r′)) over shared neighbours with ranks r and r′, over Σ 1/i for i up to their number; 0 where
 * none is shared (Wang et al. 2022).
 */
export const rankAgreement: RowScore = (a, b) => {
  let [total, most, count] = [0, 0, 0];
  for (let r = 0; r < a.length; r++) {
    const s = b.indexOf(a[r]!);
    if (s < 0) continue;
    total += 2 / ((1 + Math.abs(r - s)) * (r + s + 2));
    most += 1 / ++count;
  }
  return count === 0 ? 0 : total / most;
};

/** The longest common subsequence of the lists, over k. */
export const commonOrder: RowScore = (a, b, k) => longestCommonSubsequence(a, b) / k;

/** 1 − the number of edits that turn one list into the other, over k. */
export const editSimilarity: RowScore = (a, b, k) => 1 - sequenceDistance(a, b) / k;

function meanScore(a: Neighbours, b: Neighbours, score: RowScore): number {
  const { n, k } = a;
  // A view of each row would cost more than the few numbers in it.
  const [u, v] = [new Int32Array(k), new Int32Array(k)];
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < k; r++) {
      u[r] = a.index[i * k + r]!;
      v[r] = b.index[i * k + r]!;
    }
    total += score(u, v, k);
  }
  return Math.max(0, Math.min(1, total / n));
}

/** A score of lists from one of the number of neighbours shared. */
export const byCount =
  (score: CountScore): RowScore =>
  (a, b, k) =>
    score(shared(a, b), k);

/** The mean over stimuli of a score of their two neighbour lists. @throws Undefined where a side has none. */
export function overlapScore(x: Representation, y: Representation, choice: Choice, score: RowScore): number {
  return meanScore(need("X", neighbours(x, choice)), need("Y", neighbours(y, choice)), score);
}

/**
 * {@link overlapScore} of all pairs for a score of the order of the lists. The neighbours of each representation are
 * found once; what is left for a pair is n lists of k numbers, far less than the n² of a product of neighbourhood
 * matrices.
 */
export function overlapPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  choice: Choice,
  score: RowScore,
): Matrix {
  const rights = ys.map((y) => neighbours(y, choice));
  const result = matrix(xs.length, ys.length);
  for (let i = 0, at = 0; i < xs.length; i++) {
    const left = neighbours(xs[i]!, choice);
    for (const right of rights)
      result.data[at++] = "reason" in left || "reason" in right ? NaN : meanScore(left, right, score);
  }
  return result;
}

/** Per stimulus of one list of representations: which of them have stimulus j among the neighbours. */
interface Holders {
  /** The holders of j are `who[from[j]] … who[from[j + 1] − 1]`. */
  readonly from: Int32Array;
  readonly who: Int32Array;
}

function holdersOf(members: readonly (Neighbours | undefined)[], i: number, n: number): Holders {
  const from = new Int32Array(n + 2);
  let total = 0;
  for (const member of members) {
    if (member === undefined) continue;
    total += member.k;
    for (let r = i * member.k; r < (i + 1) * member.k; r++) from[member.index[r]! + 2]!++;
  }
  for (let j = 2; j < n + 2; j++) from[j]! += from[j - 1]!;
  const who = new Int32Array(total);
  // from[j + 1] walks from the start of j's holders to their end, which is where those of j + 1 start.
  for (let m = 0; m < members.length; m++) {
    const member = members[m];
    if (member === undefined) continue;
    for (let r = i * member.k; r < (i + 1) * member.k; r++) who[from[member.index[r]! + 1]!++] = m;
  }
  return { from, who };
}

/**
 * {@link overlapScore} of all pairs for a score of the number of shared neighbours. Stimulus by stimulus, the lists of
 * all representations are turned round — who has j as a neighbour? — and whoever shares one is counted at once: a pair
 * costs as many steps as it shares neighbours, and none for looking.
 */
export function countPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  choice: Choice,
  score: CountScore,
): Matrix {
  const found = (x: Representation): Neighbours | undefined => {
    const list = neighbours(x, choice);
    return "reason" in list ? undefined : list;
  };
  const [lefts, rights] = [xs.map(found), ys.map(found)];
  const result = matrix(xs.length, ys.length);
  const some = lefts.find((list) => list !== undefined);
  if (some !== undefined) {
    const { n, k } = some;
    const scores = Float64Array.from({ length: k + 1 }, (_, both) => score(both, k));
    const counts = new Int32Array(xs.length * ys.length);
    for (let i = 0; i < n; i++) {
      const [a, b] = [holdersOf(lefts, i, n), holdersOf(rights, i, n)];
      counts.fill(0);
      for (let j = 0; j < n; j++) {
        for (let l = a.from[j]!; l < a.from[j + 1]!; l++) {
          const row = a.who[l]! * ys.length;
          for (let r = b.from[j]!; r < b.from[j + 1]!; r++) counts[row + b.who[r]!]!++;
        }
      }
      for (let pair = 0; pair < counts.length; pair++) result.data[pair]! += scores[counts[pair]!]!;
    }
    for (let pair = 0; pair < counts.length; pair++)
      result.data[pair] = Math.max(0, Math.min(1, result.data[pair]! / n));
  }
  return mapEntries(result, (value, i, j) =>
    lefts[i] === undefined || rights[j] === undefined ? NaN : value,
  );
}

/** Whether i is among the neighbours that one of its neighbours in b has in a. */
function returns(a: Neighbours, b: Neighbours, i: number): boolean {
  for (let r = i * b.k; r < (i + 1) * b.k; r++) if (isNeighbour(a, b.index[r]!, i)) return true;
  return false;
}

/**
 * The share of stimuli i that are a neighbour in X of one of their own neighbours in Y: from i to a neighbour in Y, and
 * from there back to i in X. @throws Undefined where a side has no neighbours.
 */
export function cycleScore(x: Representation, y: Representation, choice: Choice): number {
  const [a, b] = [need("X", neighbours(x, choice)), need("Y", neighbours(y, choice))];
  let returned = 0;
  for (let i = 0; i < a.n; i++) if (returns(a, b, i)) returned++;
  return returned / a.n;
}
