/** How a column is set. */
export type Align = "left" | "right";

/** Width on a terminal: combining marks aside, one for each code point. */
const width = (text: string): number => Array.from(text).length;

const pad = (text: string, to: number, align: Align): string => {
  const space = " ".repeat(Math.max(0, to - width(text)));
  return align === "left" ? text + space : space + text;
};

/**
 * A table as lines of text: a head, then rows, columns two blanks apart. Lines have no blanks at their end.
 *
 * @param align One for each column. @defaultValue left
 */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[] = [],
): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, j) => Math.max(...all.map((row) => width(row[j] ?? ""))));
  return all.map((row) =>
    widths
      .map((columnWidth, j) => pad(row[j] ?? "", columnWidth, align[j] ?? "left"))
      .join("  ")
      .trimEnd(),
  );
}

/** A number for people: six significant digits, no exponent where it can be read without. */
export function shortNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4)
    return value.toExponential(3).replace("-", "−").replace("e−", "e-").replace("e+", "e");
  return String(Number(value.toPrecision(6))).replace("-", "−");
}
