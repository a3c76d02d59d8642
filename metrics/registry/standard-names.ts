import type { StandardName } from "./standard-name.ts";
import { STANDARD_NAMES_KERNELS } from "./standard-names-kernels.ts";
import { STANDARD_NAMES_SHAPES } from "./standard-names-shapes.ts";

/**
 * The 207 names of the largest collection of measures (similarity-repository, Cloos et al. 2024), in alphabetical
 * order, each with its id or the reason why there is none.
 */
export const STANDARD_NAMES: readonly StandardName[] = [...STANDARD_NAMES_KERNELS, ...STANDARD_NAMES_SHAPES]
  .map(([name, answer]): StandardName => ({
    name,
    ...(typeof answer === "string" ? { id: answer } : answer),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
