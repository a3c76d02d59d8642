import { inner } from "../../linalg/elementwise.ts";
import { centeredRanks, tieGroups } from "../../representation/ranks.ts";

/** Values this close, relative to their size, are tied: rounding is no order. */
const TIE = 1e-9;

/** Spearman's rank correlation with mean ranks for ties; 0 where all of one side are tied. */
export function rankCorrelation(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [x, y].map((values) => centeredRanks(tieGroups(Float64Array.from(values), TIE)));
  const size = Math.sqrt(inner(a!, a!) * inner(b!, b!));
  return size === 0 ? 0 : inner(a!, b!) / size;
}
