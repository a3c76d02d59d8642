import { formatNumberFixed } from "../view/format.ts";
import type { Entry, LayerMap } from "./types.ts";

/** How the values of a map become shades and short texts. */
export interface Shades {
  /** 0 for the least alike pair of the map, 1 for the most alike. */
  readonly of: (value: number) => number;
  /** A value with as many decimals as it takes to tell the map's values apart. */
  readonly text: (value: number) => string;
  /** Values of the least and the most alike pair; none where no pair has a value. */
  readonly ends: readonly [least: number, most: number] | undefined;
}

const numbersIn = (entries: readonly (readonly Entry[])[]): number[] =>
  entries.flat().filter((entry) => typeof entry === "number");

/** Two decimals, more where all values are close together, none where they are large. */
function decimalsFor(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size >= 100) return 0;
  const span = high - low;
  return span > 0 ? Math.min(5, Math.max(size >= 10 ? 1 : 2, Math.ceil(-Math.log10(span)) + 1)) : 2;
}

/** The scale of one map: from its own least alike pair to its most alike one, so that a difference is seen. */
export function shadesOf({ entries, direction }: Pick<LayerMap, "entries" | "direction">): Shades {
  const values = numbersIn(entries);
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const distance = direction === "distance";
  const size = Math.max(Math.abs(low), Math.abs(high));
  const exponential = values.length > 0 && size > 0 && (size >= 1e6 || size < 1e-3);
  const decimals = decimalsFor(low, high);
  const share = (value: number): number => (high > low ? (value - low) / (high - low) : 1);
  return {
    of: (value) => (distance ? 1 - share(value) : share(value)),
    text: (value) =>
      exponential
        ? value.toExponential(1).replace("e+", "e").replaceAll("-", "−")
        : formatNumberFixed(value, decimals),
    ends: values.length === 0 ? undefined : distance ? [high, low] : [low, high],
  };
}
