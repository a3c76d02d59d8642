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

/** A view with all its strings made {@link printable}; everything else as it is. */
export function printableView<View>(view: View): View {
  return walk(view) as View;
}

function walk(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  }
  return value;
}
