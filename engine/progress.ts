import type { Batch } from "./plan.ts";

/** How far a run is. */
export interface Progress {
  /** Cells to be run. */
  readonly total: number;
  /** Cells that were run so far. */
  readonly run: number;
  /** Cells whose outcome was stored by an earlier run. */
  readonly resumed: number;
  /** The estimated share of the work that is done when this is read, in [0, 1]. */
  readonly fraction: number;
}

/** Counts the work of a run down. */
export interface ProgressCounter {
  readonly now: () => Progress;
  /** Counts a cell that took so many seconds. */
  readonly after: (cell: string, seconds: number) => Progress;
}

/** The cells of one case: how many there are, how many were run, and what those took. */
interface Tally {
  readonly suite: string;
  cells: number;
  run: number;
  seconds: number;
}

const total = (tallies: readonly Tally[], of: "cells" | "run" | "seconds"): number =>
  tallies.reduce((sum, tally) => sum + tally[of], 0);

/**
 * The estimated seconds of all cells of a suite: a case's cells are taken to cost what those of the case cost that
 * were run, or else those of the suite; undefined while none of the suite was run.
 */
function suiteSeconds(cases: readonly Tally[]): number | undefined {
  const run = total(cases, "run");
  if (run === 0) return undefined;
  const usual = total(cases, "seconds") / run;
  return cases.reduce(
    (sum, { cells, run: done, seconds }) => sum + cells * (done === 0 ? usual : seconds / done),
    0,
  );
}

/** Suites that nothing is known of yet are taken to cost what the others cost on average. */
function wholeSeconds(tallies: readonly Tally[]): number {
  const suites = [...new Set(tallies.map(({ suite }) => suite))];
  const known = suites.flatMap((id) => suiteSeconds(tallies.filter(({ suite }) => suite === id)) ?? []);
  return known.length === 0
    ? 0
    : (known.reduce((sum, value) => sum + value, 0) / known.length) * suites.length;
}

/**
 * A counter over what is left to run. Cells are weighed by time, measured as the run goes: one cell of ten trained
 * networks takes longer than a hundred of small matrices.
 */
export function createProgress(batches: readonly Batch[], resumed: number): ProgressCounter {
  const tallies = new Map<string, Tally>();
  const tallyOf = new Map<string, Tally>();
  for (const { suite, case: which, cells } of batches) {
    const key = JSON.stringify([suite, which.id]);
    const tally = tallies.get(key) ?? { suite, cells: 0, run: 0, seconds: 0 };
    tallies.set(key, tally);
    tally.cells += cells.length;
    for (const { id } of cells) tallyOf.set(id, tally);
  }
  const all = [...tallies.values()];
  const cells = total(all, "cells");
  let run = 0;
  const fraction = (): number => {
    if (run === cells) return 1;
    const whole = wholeSeconds(all);
    return whole === 0 ? 0 : Math.min(1, total(all, "seconds") / whole);
  };
  const now = (): Progress => ({
    total: cells,
    run,
    resumed,
    // Looked at a few times a second and not for every cell.
    get fraction() {
      return fraction();
    },
  });
  return {
    now,
    after: (cell, seconds) => {
      run++;
      const tally = tallyOf.get(cell);
      if (tally !== undefined) {
        tally.run++;
        tally.seconds += seconds;
      }
      return now();
    },
  };
}
