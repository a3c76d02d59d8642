import { formatNumberFixed } from "./format.ts";

/** A share shown by shade and number. */
export interface HeatView {
  /** 0 … 10, the shade. */
  readonly level: number;
  /** Per cent without the sign. */
  readonly text: string;
}

/** The shade of a share, 0 … 10; anything above 0 is at least 1, so that a rare error is seen. */
export function heatLevel(share: number): number {
  if (share <= 0) return 0;
  return Math.min(10, Math.max(1, Math.round(10 * share)));
}

/** A share as a cell of a heat map. */
export function heatView(share: number): HeatView {
  return { level: heatLevel(share), text: formatNumberFixed(100 * share, 0) };
}

/** A share as a number in a table that is mostly empty: per cent without the sign, nothing for exactly 0. */
export function heatText(share: number): string {
  return share === 0 ? "" : formatNumberFixed(100 * share, 0);
}
