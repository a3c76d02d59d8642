/** What a row of text comes to: its cells, a quote that is still open at its end, or what is wrong with it. */
export type Cells = readonly string[] | "open" | { readonly problem: string; readonly column: number };

/**
 * Splits one row into cells (RFC 4180): a cell may be quoted, a quote in it is doubled. Spaces around cells do not
 * count.
 */
export function splitCells(row: string, delimiter: string): Cells {
  if (!row.includes('"')) return row.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= row.length;) {
    const column = cells.length + 1;
    const comma = row.indexOf(delimiter, at);
    const end = comma < 0 ? row.length : comma;
    const bare = row.slice(at, end).trim();
    if (!bare.startsWith('"')) {
      if (bare.includes('"')) return { problem: "has a quote inside a cell that is not quoted", column };
      cells.push(bare);
      at = end + 1;
      continue;
    }
    const opening = row.indexOf('"', at);
    let closing = row.indexOf('"', opening + 1);
    while (closing >= 0 && row[closing + 1] === '"') closing = row.indexOf('"', closing + 2);
    if (closing < 0) return "open";
    const next = row.indexOf(delimiter, closing);
    const after = next < 0 ? row.length : next;
    if (row.slice(closing + 1, after).trim() !== "")
      return { problem: "has text after a closing quote", column };
    cells.push(row.slice(opening + 1, closing).replaceAll('""', '"'));
    at = after + 1;
  }
  return cells;
}
