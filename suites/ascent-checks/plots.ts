import type { Value } from "../../core/outcome.ts";

/** How the points of a series are drawn: joined; each by itself; `bar`: every two of them joined. */
export type Mark = "line" | "dot" | "up" | "cross" | "bar" | "tick";

/** Points with a name; x and y of equal length. */
export interface Series {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** @defaultValue line */
  readonly mark?: Mark;
}

/** A picture for the reports, as numbers. */
export interface Plot {
  readonly title: string;
  /** Labels of the axes. */
  readonly x: string;
  readonly y: string;
  readonly log?: boolean;
  /** Names of the heights 0, 1, 2, … where y is not a number. */
  readonly rows?: readonly string[];
  readonly series: readonly Series[];
  /** An area between two heights. */
  readonly band?: {
    readonly name: string;
    readonly x: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
  };
}

/** Points of a series that are kept: a page shows hundreds. */
export const MOST_POINTS = 24;

const rounded = (values: readonly number[]): number[] =>
  values.map((value) =>
    Math.abs(value) < 0.01 ? Number(value.toPrecision(3)) : Math.round(1000 * value) / 1000,
  );

/** At most {@link MOST_POINTS} of a list, evenly, with its first and last. */
export function thin<T>(list: readonly T[]): T[] {
  if (list.length <= MOST_POINTS) return [...list];
  return Array.from(
    { length: MOST_POINTS },
    (_, k) => list[Math.round((k * (list.length - 1)) / (MOST_POINTS - 1))]!,
  );
}

/** The detail of a finding with pictures; three digits, and no series without points. */
export function plotDetail(plots: readonly Plot[]): { plots: Value } {
  return {
    plots: plots.map(({ title, x, y, log, rows, series, band }) => ({
      title,
      x,
      y,
      ...(log === true ? { log } : {}),
      ...(rows === undefined ? {} : { rows: [...rows] }),
      series: series
        .filter((one) => one.x.length > 0)
        .map((one) => ({
          name: one.name,
          x: rounded(thin(one.x)),
          y: rounded(thin(one.y)),
          ...(one.mark === undefined ? {} : { mark: one.mark }),
        })),
      ...(band === undefined
        ? {}
        : {
            band: {
              name: band.name,
              x: rounded(thin(band.x)),
              low: rounded(thin(band.low)),
              high: rounded(thin(band.high)),
            },
          }),
    })),
  };
}
