import type { Outcome } from "../../core/outcome.ts";
import type { Observation } from "../../core/suite.ts";
import { momentsOf, type Moments } from "../statistics/moments.ts";
import type { NullCase, NullParams } from "./cases.ts";
import type { StoredNull } from "./cell.ts";

/** The cells of one case, folded. */
export interface Folded<P, S> {
  readonly id: string;
  readonly params: P;
  readonly cells: readonly S[];
}

/** The cases of one part that have a value in every cell, and the outcome of the first that has not. */
export function fold<P extends NullCase, S>(
  observations: readonly Observation<NullCase>[],
  part: P["part"],
): { readonly cases: readonly Folded<P, S>[]; readonly missing: number; readonly other?: Outcome } {
  const mine = observations.filter(({ case: which }) => which.params.part === part);
  const ids = [...new Set(mine.map(({ case: which }) => which.id))];
  const cases = ids.flatMap((id) => {
    const cells = mine.filter(({ case: which }) => which.id === id);
    const values = cells.flatMap(({ outcome }) =>
      outcome.status === "ok" ? [outcome.value as unknown as S] : [],
    );
    return values.length === cells.length ? [{ id, params: cells[0]!.case.params as P, cells: values }] : [];
  });
  const other = mine.find(({ outcome }) => outcome.status !== "ok")?.outcome;
  return { cases, missing: ids.length - cases.length, ...(other === undefined ? {} : { other }) };
}

/** The null distribution of one case. */
export interface Null {
  readonly params: NullParams;
  readonly values: readonly number[];
  readonly moments: Moments;
  readonly cells: number;
  readonly deviations: readonly NonNullable<StoredNull["deviation"]>[];
}

export const nullsOf = (cases: readonly Folded<NullParams, StoredNull>[]): Null[] =>
  cases.map(({ params, cells }) => {
    const values = cells.flatMap(({ values: one }) => one);
    const deviations = cells.flatMap(({ deviation }) => (deviation === undefined ? [] : [deviation]));
    return { params, values, moments: momentsOf(values), cells: cells.length, deviations };
  });

/** (sampled mean − closed form) in standard errors, over all cells of a case; 0 where both agree to rounding. */
export function errorsAway({ deviations }: Null): number {
  const mean = deviations.reduce((total, { mean: one }) => total + one, 0) / deviations.length;
  const error =
    Math.sqrt(deviations.reduce((total, { error: one }) => total + one ** 2, 0)) / deviations.length;
  return Math.abs(mean) <= 1e-9 ? 0 : mean / Math.max(error, 1e-12);
}

export const expectedOf = ({ deviations }: Null): number | undefined =>
  deviations.length === 0
    ? undefined
    : deviations.reduce((total, { expected }) => total + expected, 0) / deviations.length;

/** One number of each case, with where it is on the grid. */
export const curve = (
  nulls: readonly Null[],
  of: (found: Null) => number,
): { n: number; p1: number; p2: number; population: string; value: number }[] =>
  nulls.map((found) => {
    const { n, p1, p2, population } = found.params;
    return { n, p1, p2, population, value: of(found) };
  });

/** How many cells are behind some cases. */
export const cellsOf = (nulls: readonly Null[]): number =>
  nulls.reduce((total, { cells }) => total + cells, 0);
