import { oneLine } from "./line.ts";

/**
 * Text that Markdown shows as it is, on one line, in a table too: every sign with a meaning is escaped, and no address,
 * mention or reference to an issue becomes a link.
 */
export function markdownText(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_{}[\]()#+!|~$-]/g, (sign) => `\\${sign}`)
    .replaceAll("@", "@\u2060")
    .replaceAll("://", ":\u2060//")
    .replaceAll(/\bwww\./gi, (start) => `${start}\u2060`);
}

/** A table of escaped texts. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(" | ")} |`;
  return [line(head), `| ${head.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}
