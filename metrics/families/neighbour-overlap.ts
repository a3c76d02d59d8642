import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import type { Choice, Neighbours } from "../../representation/neighbours.ts";
import { neighbours } from "../../representation/neighbours.ts";
import { need } from "./feature.ts";
import { longestCommonSubsequence, sequenceDistance } from "./sequences.ts";

/** The agreement of two neighbour lists of one stimulus, given how many neighbours there are. */
export type RowScore = (a: Int32Array, b: Int32Array, k: number) => number;

/** The neighbours of stimulus i, nearest first. */
export const rowOf = ({ index, k }: Neighbours, i: number): Int32Array => index.subarray(i * k, (i + 1) * k);

/** How many elements two lists without repetition share; k is small, so that looking is faster than hashing. */
export function shared(a: Int32Array, b: Int32Array): number {
  let count = 0;
  for (const j of a) if (b.includes(j)) count++;
  return count;
}

/** |A ∩ B| / k. */
export const mutual: RowScore = (a, b, k) => shared(a, b) / k;

/** |A ∩ B| / |A ∪ B|. */
export const jaccard: RowScore = (a, b, k) => {
  const both = shared(a, b);
  return both / (2 * k - both);
};

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
  let total = 0;
  for (let i = 0; i < a.n; i++) total += score(rowOf(a, i), rowOf(b, i), a.k);
  return Math.max(0, Math.min(1, total / a.n));
}

/** The mean over stimuli of a score of their two neighbour lists. @throws Undefined where a side has none. */
export function overlapScore(x: Representation, y: Representation, choice: Choice, score: RowScore): number {
  return meanScore(need("X", neighbours(x, choice)), need("Y", neighbours(y, choice)), score);
}

/**
 * {@link overlapScore} of all pairs. The neighbours of each representation are found once; what is left for a pair is
 * n lists of k numbers, far less than the n² of a product of neighbourhood matrices.
 */
export function overlapPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  choice: Choice,
  score: RowScore,
): Matrix {
  const rights = ys.map((y) => neighbours(y, choice));
  const result = matrix(xs.length, ys.length);
  xs.forEach((x, i) => {
    const left = neighbours(x, choice);
    rights.forEach((right, j) => {
      result.data[i * ys.length + j] =
        "reason" in left || "reason" in right ? NaN : meanScore(left, right, score);
    });
  });
  return result;
}

/**
 * The share of stimuli i that are a neighbour in X of one of their own neighbours in Y: from i to a neighbour in Y, and
 * from there back to i in X. @throws Undefined where a side has no neighbours.
 */
export function cycleScore(x: Representation, y: Representation, choice: Choice): number {
  const [a, b] = [need("X", neighbours(x, choice)), need("Y", neighbours(y, choice))];
  let returned = 0;
  for (let i = 0; i < a.n; i++) if (rowOf(b, i).some((j) => rowOf(a, j).includes(i))) returned++;
  return returned / a.n;
}
