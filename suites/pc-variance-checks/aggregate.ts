import type { Value } from "../../core/outcome.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { meanInterval } from "../statistics/student.ts";
import type { Answered, Cell } from "./cell.ts";
import type { Kind } from "./questions.ts";
import { SPECTRUM_NAMES, type SpectrumName } from "./spectra.ts";

/** The arithmetic mean. */
export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

const defined = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value) => value !== undefined);

/** A description to be, with a number for each data set. */
export interface Described {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** One number for each data set; undefined where there is none. */
  readonly perSet: readonly (number | undefined)[];
  readonly why: string;
  readonly note?: string;
  readonly detail: Value;
  readonly cells: number;
}

/** A description with the mean over data sets and Student's t. */
export function described({ id, title, unit, perSet, why, note, detail, cells }: Described): SuiteFinding {
  const values = defined(perSet);
  const common = { id, title, role: "description", unit, cells, detail } as const;
  if (values.length === 0) return { ...common, outcome: undefinedBecause(why) };
  const { mean: value, interval } = meanInterval(values, "data sets");
  return {
    ...common,
    outcome: ok(value),
    ...(interval === undefined ? {} : { interval }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The cells of each data set: one of every spectrum. */
export function dataSets(cells: readonly Cell[]): Cell[][] {
  const replicates = [...new Set(cells.map(({ replicate }) => replicate))];
  return replicates.map((replicate) => cells.filter((cell) => cell.replicate === replicate));
}

/** A number of each cell, as the mean over the spectra of each data set. */
export function overSpectra(
  cells: readonly Cell[],
  of: (cell: Cell) => number | undefined,
): (number | undefined)[] {
  return dataSets(cells).map((set) => {
    const values = defined(set.map(of));
    return values.length === 0 ? undefined : mean(values);
  });
}

/** The mean over data sets of a number of each cell, by spectrum; a spectrum without one is left out. */
export function bySpectrum(
  cells: readonly Cell[],
  of: (cell: Cell) => number | undefined,
): Partial<Record<SpectrumName, number>> {
  return Object.fromEntries(
    SPECTRUM_NAMES.flatMap((name) => {
      const values = defined(cells.filter(({ spectrum }) => spectrum === name).map(of));
      return values.length === 0 ? [] : [[name, mean(values)]];
    }),
  );
}

/** A curve for each spectrum: the mean over data sets of a number of every answer of one kind. */
export function curves(
  cells: readonly Cell[],
  kind: Kind,
  x: (cell: Cell, answered: Answered) => number,
  y: (answered: Answered) => number | undefined,
  labels: { readonly x: string; readonly y: string },
): Value {
  return {
    ...labels,
    curves: SPECTRUM_NAMES.flatMap((name) => {
      const same = cells.filter(({ spectrum }) => spectrum === name);
      const points = (same[0]?.of(kind) ?? []).flatMap((answered, k) => {
        const values = defined(same.map((cell) => y(cell.of(kind)[k]!)));
        return values.length === 0 ? [] : [[x(same[0]!, answered), mean(values)] as const];
      });
      if (points.length === 0) return [];
      return [{ name, x: points.map(([value]) => value), y: points.map(([, value]) => value) }];
    }),
  };
}
