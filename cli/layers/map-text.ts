import { shadesOf, type Shades } from "../../reports/layer-map/shade.ts";
import type { Entry, LayerMap, Match } from "../../reports/layer-map/types.ts";
import { shortNumber, textTable } from "../table.ts";

/** Characters from the least to the most alike; read without colour. */
const BLOCKS = [" ", "░", "▒", "▓", "█"] as const;

/** Columns of a terminal that a block of the map may fill. */
const WIDEST = 100;

/** Names longer than this are numbered instead. */
const SHORT = 8;

const width = (text: string): number => Array.from(text).length;
const padLeft = (text: string, to: number): string => " ".repeat(Math.max(0, to - width(text))) + text;
const padRight = (text: string, to: number): string => text + " ".repeat(Math.max(0, to - width(text)));

/** A ground from white to black out of the 24 greys that terminals have, with a text that is read on it. */
function coloured(text: string, alike: number): string {
  const grey = 255 - Math.round(23 * alike);
  return `\u001b[48;5;${grey};38;5;${alike > 0.5 ? 231 : 16}m${text}\u001b[0m`;
}

function cellText(entry: Entry, best: boolean, shades: Shades, to: number, colours: boolean): string {
  if (typeof entry !== "number") return ` ${padLeft("–", to)} `;
  const alike = shades.of(entry);
  const number = shades.text(entry);
  const star = best ? "*" : " ";
  if (colours) return coloured(` ${padLeft(number, to)}${star}`, alike);
  const block = BLOCKS[Math.min(4, Math.floor(5 * alike))]!;
  return block.repeat(1 + to - width(number)) + number + star;
}

/** Consecutive pieces of a list. */
const pieces = (count: number, size: number): number[][] =>
  Array.from({ length: Math.ceil(count / size) }, (_, k) =>
    Array.from({ length: Math.min(size, count - k * size) }, (_unused, i) => k * size + i),
  );

const heading = (map: LayerMap, { ends, text }: Shades): string[] => {
  const way = map.symmetric ? "" : "; asymmetric: the mean of s(A, B) and s(B, A)";
  const scale =
    ends === undefined
      ? "no pair has a value"
      : `lightest ${text(ends[0])}, darkest (most alike) ${text(ends[1])}`;
  return [
    `${map.metric}, ${map.direction}${way}`,
    `rows are layers of A, columns layers of B; ${scale}; * best of the row`,
  ];
};

/** The heat map as lines: a shade and a number for every pair, a `*` at the best of a row. */
export function mapText(map: LayerMap, colours: boolean): string[] {
  const shades = shadesOf(map);
  const [rows, columns] = [map.matches.a, map.matches.b].map((all) => all.map(({ layer }) => layer));
  const numbered = columns!.some((name) => width(name) > SHORT);
  const heads = columns!.map((name, j) => (numbered ? String(j + 1) : name));
  const cells = map.entries.flat().map((entry) => (typeof entry === "number" ? shades.text(entry) : "–"));
  const cell = Math.max(...cells.map(width), ...heads.map(width));
  const label = Math.max(...rows!.map(width));
  const perBlock = Math.max(1, Math.floor((WIDEST - label) / (cell + 3)));
  const lines = heading(map, shades);
  for (const block of pieces(columns!.length, perBlock)) {
    const head = block.map((j) => ` ${padLeft(heads[j]!, cell)} `).join(" ");
    lines.push("", `${" ".repeat(label)} ${head}`.trimEnd());
    rows!.forEach((row, i) => {
      const { best } = map.matches.a[i]!;
      const texts = block.map((j) =>
        cellText(map.entries[i]![j]!, best.includes(columns![j]!), shades, cell, colours),
      );
      lines.push(`${padRight(row, label)} ${texts.join(" ")}`.trimEnd());
    });
  }
  if (numbered) lines.push("", ...columns!.map((name, j) => `${padLeft(String(j + 1), 3)}  ${name}`));
  return lines;
}

/** The best match in words: its name, or all that are tied. */
export function bestText({ best }: Match): string {
  if (best.length === 0) return "none has a value";
  const shown = best.slice(0, 4).join(", ") + (best.length > 4 ? `, … ${best.length - 4} more` : "");
  return best.length === 1 ? shown : `tie of ${best.length}: ${shown}`;
}

/** How far the best match is ahead, in words. */
export function marginText({ margin, best }: Match): string {
  if (best.length === 0) return "";
  return margin === undefined ? "no other" : best.length > 1 ? "tied" : shortNumber(margin);
}

/** The best matches of one network's layers in the other, as lines. */
export function matchText(from: string, to: string, matches: readonly Match[]): string[] {
  const rows = matches.map((match) => [
    match.layer,
    bestText(match),
    match.value === undefined ? "" : shortNumber(match.value),
    marginText(match),
  ]);
  return textTable([`layer of ${from}`, `best in ${to}`, "value", "margin to the second"], rows, [
    "left",
    "left",
    "right",
    "right",
  ]);
}

/** The reasons for missing values, each once, with how many pairs it is the reason of. */
export function reasonLines(map: LayerMap): string[] {
  const counts = new Map<string, number>();
  for (const entry of map.entries.flat()) {
    if (typeof entry === "number") continue;
    const text = `${entry.status}: ${entry.reason}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => `– ${count} of ${map.entries.flat().length} pairs ${text}`);
}
