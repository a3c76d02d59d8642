/** Room for two lines of a table, kept from call to call. */
const lines = [new Int32Array(64), new Int32Array(64)];

function line(which: 0 | 1, length: number): Int32Array {
  if (lines[which]!.length <= length) lines[which] = new Int32Array(2 * length + 2);
  return lines[which]!;
}

/** The length of the longest common subsequence of two sequences: gaps allowed, the order kept. */
export function longestCommonSubsequence(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let previous = line(0, b.length);
  let current = line(1, b.length);
  previous.fill(0, 0, b.length + 1);
  current[0] = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      current[j + 1] = a[i] === b[j] ? previous[j]! + 1 : Math.max(previous[j + 1]!, current[j]!);
    }
    const done = current;
    current = previous;
    previous = done;
  }
  return previous[b.length]!;
}

/** The number of insertions, deletions and substitutions of one element that turn `a` into `b` (Levenshtein 1966). */
export function sequenceDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let previous = line(0, b.length);
  let current = line(1, b.length);
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 0; i < a.length; i++) {
    current[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const substituted = previous[j]! + (a[i] === b[j] ? 0 : 1);
      current[j + 1] = Math.min(substituted, previous[j + 1]! + 1, current[j]! + 1);
    }
    const done = current;
    current = previous;
    previous = done;
  }
  return previous[b.length]!;
}
