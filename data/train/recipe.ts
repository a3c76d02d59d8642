import { readFileSync } from "node:fs";
import type { AttentionJob, ConvJob, Job } from "./job.ts";
import type { Trained } from "./run-job.ts";

/** One row of a sweep: what the networks of one setting answered on the validation images. */
export interface SweepRow {
  readonly settings: Readonly<Record<string, number>>;
  readonly validation: readonly number[];
  readonly mean: number;
}

/** The choice of the open settings and the table behind it. */
export interface Recipe<J extends Job> {
  readonly chosenBy: string;
  readonly sweep: readonly SweepRow[];
  /** The chosen job, with the seed of one network of the sweep. */
  readonly job: J;
}

/** The recipes of both architectures. */
export interface Recipes {
  readonly conv: Recipe<ConvJob>;
  readonly attention: Recipe<AttentionJob>;
}

/** The recipes that an earlier training chose, from its recipe.json; the file is our own and not checked. */
export const readRecipes = (file: string): Recipes => JSON.parse(readFileSync(file, "utf8")) as Recipes;

/**
 * The settings with the best mean accuracy on the validation images; the first one in a tie. No similarity is computed
 * and no test image seen before this choice.
 *
 * @param trained - networks of every setting, in the order of preference in a tie.
 * @param open - what differs between the settings.
 */
export function chooseRecipe<J extends ConvJob | AttentionJob>(
  trained: readonly Trained<J>[],
  open: readonly (keyof J & string)[],
): Recipe<J> {
  const rows = new Map<string, { job: J; validation: number[] }>();
  for (const { job, accuracy } of trained) {
    const key = open.map((name) => String(job[name])).join();
    const row = rows.get(key) ?? { job, validation: [] };
    row.validation.push(accuracy.validation);
    rows.set(key, row);
  }
  const table = Array.from(rows.values(), ({ job, validation }) => ({
    job,
    settings: Object.fromEntries(open.map((name) => [name, Number(job[name])])),
    validation,
    mean: validation.reduce((a, b) => a + b, 0) / validation.length,
  }));
  const best = table.reduce((a, b) => (b.mean > a.mean ? b : a));
  return {
    chosenBy: "mean accuracy on 5,000 held-out training images, before any similarity was computed",
    sweep: table.map(({ settings, validation, mean }) => ({ settings, validation, mean })),
    job: best.job,
  };
}
