import { markup, when, type Markup } from "../markup.ts";
import { shadesOf } from "./shade.ts";
import type { Entry, LayerMap } from "./types.ts";

const CELL = { width: 52, height: 24 };
/** Width of a letter of the labels, generously. */
const LETTER = 6.6;
const LONGEST = 28;

/** The ends of the ramp: nearly white and dark blue; in between lightness falls steadily, so that grey prints keep it. */
const [LIGHT, DARK] = [
  [247, 251, 255],
  [8, 48, 107],
] as const;

const fillOf = (alike: number): string =>
  `rgb(${LIGHT.map((light, k) => Math.round(light + alike * (DARK[k]! - light))).join(",")})`;

const cut = (name: string): string =>
  Array.from(name).length <= LONGEST
    ? name
    : `${Array.from(name)
        .slice(0, LONGEST - 1)
        .join("")}…`;

const labelWidth = (names: readonly string[]): number =>
  Math.ceil(LETTER * Math.max(1, ...names.map((name) => Array.from(cut(name)).length))) + 10;

/**
 * The heat map as SVG: shade and number in every cell, a full outline at the best of a row, a dashed one at the best of
 * a column. It is read without colour and in print, and looks up nothing.
 */
export function mapFigure(map: LayerMap, entries: LayerMap["entries"], label: string): Markup {
  const shades = shadesOf({ entries, direction: map.direction });
  const [rows, columns] = [map.matches.a, map.matches.b];
  const [left, top] = [
    labelWidth(rows.map(({ layer }) => layer)),
    labelWidth(columns.map(({ layer }) => layer)),
  ];
  const [width, height] = [left + columns.length * CELL.width + 4, top + rows.length * CELL.height + 4];
  const own = entries === map.entries;

  const cell = (entry: Entry, i: number, j: number): Markup => {
    const [x, y] = [left + j * CELL.width, top + i * CELL.height];
    const value = typeof entry === "number" ? entry : undefined;
    const alike = value === undefined ? 0 : shades.of(value);
    // White text on this ground has a contrast of 4.5, as black text on any lighter one.
    const tone = alike > 0.65 ? "on-dark" : "on-light";
    const shape = markup`x="${x}" y="${y}" width="${CELL.width - 1}" height="${CELL.height - 1}"`;
    const at = markup`x="${x + CELL.width / 2}" y="${y + 16}" text-anchor="middle"`;
    const title = markup`<title>${rows[i]!.layer} with ${columns[j]!.layer}: ${typeof entry === "number" ? String(entry) : `${entry.status}: ${entry.reason}`}</title>`;
    const bestOfRow = own && rows[i]!.best.includes(columns[j]!.layer);
    const bestOfColumn = own && columns[j]!.best.includes(rows[i]!.layer);
    return markup`<g>${title}${
      value === undefined
        ? markup`<rect class="cell-none" ${shape}/><text class="none" ${at}>–</text>`
        : markup`<rect fill="${fillOf(alike)}" ${shape}/><text class="${tone}" ${at}>${shades.text(value)}</text>`
    }${when(bestOfColumn, () => markup`<rect class="best-column best-${tone}" x="${x + 2.5}" y="${y + 2.5}" width="${CELL.width - 6}" height="${CELL.height - 6}"/>`)}${when(
      bestOfRow,
      () => markup`<rect class="best-row" ${shape}/>`,
    )}</g>`;
  };

  return markup`<svg class="layer-map" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
${rows.map(({ layer }, i) => markup`<text x="${left - 6}" y="${top + i * CELL.height + 16}" text-anchor="end">${cut(layer)}<title>${layer}</title></text>`)}
${columns.map(({ layer }, j) => {
  const [x, y] = [left + (j + 0.5) * CELL.width + 4, top - 6];
  return markup`<text x="${x}" y="${y}" transform="rotate(-90 ${x} ${y})">${cut(layer)}<title>${layer}</title></text>`;
})}
${entries.map((row, i) => row.map((entry, j) => cell(entry, i, j)))}
</svg>`;
}
