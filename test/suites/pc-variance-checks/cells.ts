import { ok } from "../../../core/outcome.ts";
import type { ComponentChange } from "../../../generators/component-changes.ts";
import { readCell, type Cell } from "../../../suites/pc-variance-checks/cell.ts";
import { questionsOf } from "../../../suites/pc-variance-checks/questions.ts";
import { variancesOf, type SpectrumName } from "../../../suites/pc-variance-checks/spectra.ts";

/** The cell of a similarity that is this function of the change. */
export function cellOf(
  spectrum: SpectrumName,
  score: (lambda: readonly number[], change: ComponentChange) => number,
  replicate = 0,
): Cell {
  const lambda = variancesOf(spectrum);
  const values = questionsOf(lambda).map(({ change }) => score(lambda, change));
  const which = { id: spectrum, params: spectrum, replicates: 1 };
  const cell = readCell({ direction: "similarity" }, { case: which, replicate, outcome: ok(values) });
  if ("reason" in cell) throw new Error(cell.reason);
  return cell;
}

/** Σc·g(λ) / Σg(λ): replacing a component costs what g says. */
export const weighted =
  (weight: (lambda: number) => number) =>
  (lambda: readonly number[], { correlations }: ComponentChange): number => {
    const weights = lambda.map(weight);
    const total = weights.reduce((sum, value) => sum + value, 0);
    return weights.reduce((sum, value, i) => sum + correlations[i]! * value, 0) / total;
  };
