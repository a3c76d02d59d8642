/** The place of the quote that ends the string which begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  return at;
}

/**
 * A key that an object of JSON text has twice: `JSON.parse` takes the last one without a word, and another program the
 * first.
 *
 * @param json text that `JSON.parse` has read. It is walked through, because a pattern that matches a string of a
 * hundred megabytes exhausts the stack.
 */
export function repeatedKey(json: string): string | undefined {
  const objects: Set<string>[] = [];
  let [keyStart, keyEnd] = [0, 0];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') {
      keyStart = at;
      keyEnd = at = endOfString(json, at);
    } else if (character === "{" || character === "[") {
      objects.push(new Set());
    } else if (character === "}" || character === "]") {
      objects.pop();
    } else if (character === ":") {
      const key = JSON.parse(json.slice(keyStart, keyEnd + 1)) as string;
      const keys = objects.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
