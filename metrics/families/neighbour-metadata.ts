import type { Transform } from "../../core/invariance.ts";
import type { Nearness } from "../../representation/neighbours.ts";
import { number, word } from "../registry/params.ts";
import { SIDE } from "./invariance-classes.ts";
import { UNCENTRED } from "./rdm-invariances.ts";

/** How many neighbours, and by what they are near: part of every id of the family. */
export const neighbourParams = {
  k: number("k", 10, "how many neighbours of each stimulus, itself not counted", { integer: true }),
  metric: word(
    "metric",
    ["euclidean", "cosine", "inner-product"],
    "euclidean",
    "what makes a neighbour near",
  ),
};

/** Parameters of a measure of neighbours. */
export interface NeighbourParams {
  readonly k: number;
  readonly metric: Nearness;
}

/** What changes no neighbour. */
export const neighbourSide = (metric: Nearness): readonly Transform[] =>
  metric === "euclidean" ? SIDE.orthogonal : UNCENTRED;

/** k other stimuli. */
export const neighbourRows = ({ k }: { readonly k: number }): number => k + 1;

/** The title's end. */
export const neighbourTitle = ({ k, metric }: NeighbourParams): string => `k = ${k}, ${metric}`;

/** What a reader must know of any measure of neighbours. */
export const NEIGHBOUR_CAVEATS: readonly string[] = [
  "Depends on k and on the number of stimuli: compare values at the same n and k only.",
  "Ties go to the stimulus that comes first; packages leave their order to chance.",
];
