import type { Direction } from "../../core/metric.ts";
import type { Entry, Match } from "../../reports/layer-map/types.ts";

/** Values this close, relative to the best, are a tie: rounding must not decide. As in the suite `layers`. */
const TIE = 1e-9;

/** The best of a layer's candidates and how far it is ahead of those that are not tied with it. */
export function bestMatch(
  layer: string,
  entries: readonly Entry[],
  names: readonly string[],
  direction: Direction,
): Match {
  const sign = direction === "similarity" ? 1 : -1;
  const found = entries.flatMap((entry, k) =>
    typeof entry === "number" ? [{ value: entry, alike: sign * entry, name: names[k]! }] : [],
  );
  const [first, second] = [...found].sort((x, y) => y.alike - x.alike);
  if (first === undefined) return { layer, best: [] };
  const slack = TIE * Math.max(Math.abs(first.alike), 1e-12);
  const best = found.filter(({ alike }) => alike >= first.alike - slack).map(({ name }) => name);
  return {
    layer,
    best,
    value: first.value,
    ...(second === undefined ? {} : { margin: best.length > 1 ? 0 : first.alike - second.alike }),
  };
}

/** The best match of every row in the columns. */
export function matchesOf(
  entries: readonly (readonly Entry[])[],
  rows: readonly string[],
  columns: readonly string[],
  direction: Direction,
): Match[] {
  return rows.map((layer, i) => bestMatch(layer, entries[i]!, columns, direction));
}

/** Rows as columns. */
export const transposed = <T>(rows: readonly (readonly T[])[]): T[][] =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]!));
