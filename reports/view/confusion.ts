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
  /** The outline of the diagonal: the right answers. */
  readonly diagonal: string;
  /** What the drawing shows, in a sentence. */
  readonly words: string;
  readonly layers: readonly string[];
  readonly rows: readonly {
    readonly layer: string;
    readonly cells: readonly { readonly text: string; readonly classes: string }[];
  }[];
}

const square = (column: number, row: number): string => `M${column} ${row}h1v1h-1z`;

function pathsOf(confusion: readonly (readonly number[])[]): { level: number; d: string }[] {
  const byLevel = new Map<number, string>();
  confusion.forEach((shares, row) =>
    shares.forEach((share, column) => {
      const level = heatLevel(share);
      if (level > 0) byLevel.set(level, (byLevel.get(level) ?? "") + square(column, row));
    }),
  );
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

/** The confusion matrix behind an accuracy. */
export function confusionView(detail: AccuracyDetail): ConfusionView {
  const { layers, confusion } = detail;
  const right = confusion
    .map((shares, i) => `${layers[i] ?? ""} ${formatPercent(shares[i] ?? 0)}`)
    .join(", ");
  return {
    size: layers.length,
    viewSize: layers.length + 0.2,
    paths: pathsOf(confusion),
    diagonal: layers.map((_, i) => square(i, i)).join(""),
    words: `Best match is the corresponding layer: ${right}; ${worstError(detail)}.`,
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
