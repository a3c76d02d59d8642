/** The length of the longest common subsequence of two sequences: gaps allowed, the order kept. */
export function longestCommonSubsequence(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let previous = new Int32Array(b.length + 1);
  let current = new Int32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      current[j + 1] = a[i] === b[j] ? previous[j]! + 1 : Math.max(previous[j + 1]!, current[j]!);
    }
    [previous, current] = [current, previous];
  }
  return previous[b.length]!;
}

/** The number of insertions, deletions and substitutions of one element that turn `a` into `b` (Levenshtein 1966). */
export function sequenceDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let previous = Int32Array.from({ length: b.length + 1 }, (_, j) => j);
  let current = new Int32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    current[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const substituted = previous[j]! + (a[i] === b[j] ? 0 : 1);
      current[j + 1] = Math.min(substituted, previous[j + 1]! + 1, current[j]! + 1);
    }
    [previous, current] = [current, previous];
  }
  return previous[b.length]!;
}
