import type { AccuracyDetail } from "./detail.ts";
import { formatPercent } from "./format.ts";
import { heatLevel, heatText } from "./heat.ts";

/** A confusion matrix of layers, as a drawing in units of one cell and as a table. */
export interface ConfusionView {
  readonly size: number;
  /** The drawing's width and height: the cells and a little room for the outline. */
  readonly viewSize: number;
  /** One path for each shade that occurs. */
  readonly paths: readonly { readonly level: number; readonly d: string }[];
  /** What the drawing shows besides the accuracies of the layers, which stand in the table of the set. */
  readonly words: string;
  readonly layers: readonly string[];
  readonly rows: readonly {
    readonly layer: string;
    readonly cells: readonly { readonly text: string; readonly classes: string }[];
  }[];
}

const square = (column: number, row: number, width = 1): string => `M${column} ${row}h${width}v1h-${width}z`;

function pathsOf(confusion: readonly (readonly number[])[]): { level: number; d: string }[] {
  const byLevel = new Map<number, string>();
  confusion.forEach((shares, row) => {
    // Neighbours of one shade are one rectangle.
    const levels = shares.map(heatLevel);
    levels.forEach((level, column) => {
      if (level === 0 || levels[column - 1] === level) return;
      const end = levels.findIndex((other, i) => i > column && other !== level);
      const width = (end < 0 ? levels.length : end) - column;
      byLevel.set(level, (byLevel.get(level) ?? "") + square(column, row, width));
    });
  });
  return [...byLevel].sort(([a], [b]) => a - b).map(([level, d]) => ({ level, d }));
}

/** The most frequent wrong answer, in words. */
function worstError({ layers, confusion }: AccuracyDetail): string {
  let worst = { share: 0, words: "" };
  confusion.forEach((shares, row) =>
    shares.forEach((share, column) => {
      if (row === column || share <= worst.share) return;
      worst = {
        share,
        words: `${layers[row] ?? ""} taken for ${layers[column] ?? ""} in ${formatPercent(share)}`,
      };
    }),
  );
  return worst.share === 0 ? "no wrong matches" : `most frequent error: ${worst.words}`;
}

/** The outline of a matrix's diagonal: the right answers. */
export function diagonalOf(size: number): string {
  return Array.from({ length: size }, (_, i) => square(i, i)).join("");
}

/** The confusion matrix behind an accuracy. */
export function confusionView(detail: AccuracyDetail): ConfusionView {
  const { layers, confusion } = detail;
  return {
    size: layers.length,
    viewSize: layers.length + 0.2,
    paths: pathsOf(confusion),
    words: `Best matches: ${worstError(detail)}.`,
    layers,
    rows: confusion.map((shares, row) => ({
      layer: layers[row] ?? "",
      cells: shares.map((share, column) => ({
        text: heatText(share),
        classes: [...(share > 0 ? [`h${heatLevel(share)}`] : []), ...(row === column ? ["right"] : [])].join(
          " ",
        ),
      })),
    })),
  };
}
