/**
 * Characters that text should not carry into a page: control characters except tab and line feed, marks that turn
 * the direction of what follows, unpaired surrogates, and the code points that are no characters.
 */
const UNPRINTABLE = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;

/** Most text is: a look at it costs less than a search. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** The text with every unprintable character replaced by U+FFFD, so that it is seen that something was there. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(UNPRINTABLE, "\ufffd");
}

/** A view with all its strings made {@link printable}; everything else, and what holds none to change, as it is. */
export function printableView<View>(view: View): View {
  return walk(view) as View;
}

function walk(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (typeof value !== "object" || value === null) return value;
  let copy: Record<string, unknown> | unknown[] | undefined;
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    const changed = walk(item);
    if (changed === item) continue;
    copy ??= Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    (copy as Record<string, unknown>)[key] = changed;
  }
  return copy ?? value;
}
