/** Whether a name has `*` or `?`, which stand for others. */
export const isGlob = (pattern: string): boolean => /[*?]/.test(pattern);

/**
 * Whether a pattern fits the whole of a name: `*` stands for any characters, also none and also `/` and `.`, `?` for
 * any one, all else for itself. At most `pattern.length × name.length` steps.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  let [p, n] = [0, 0];
  // The last star, and the place in the name up to which it has been stretched.
  let [star, stretched] = [-1, 0];
  while (n < name.length) {
    if (pattern[p] === "*") {
      [star, stretched] = [p++, n];
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      [p, n] = [star + 1, ++stretched];
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
