import type { Case, Profile } from "../../core/suite.ts";

/** Populations of unrelated pairs. */
export type Population = "gaussian" | "power-law" | "clustered";

/** Independent pairs, drawn afresh: what is said of unrelated data. */
export interface NullParams {
  readonly [name: string]: string | number;
  readonly part: "null";
  readonly population: Population;
  readonly n: number;
  readonly p1: number;
  readonly p2: number;
}

/** Pairs that share latent variables, and the same sides paired wrongly. */
export interface RelatedParams {
  readonly [name: string]: string | number;
  readonly part: "related";
  readonly n: number;
  readonly p1: number;
  readonly p2: number;
  readonly latents: number;
  readonly noise: number;
}

/** A pair so small that all orders of its rows can be tried. */
export interface ExactParams {
  readonly [name: string]: string | number;
  readonly part: "exact";
  readonly n: number;
  readonly p1: number;
  readonly p2: number;
}

/** Permutation tests of many pairs: how often is p ≤ 0.05? */
export interface LevelParams {
  readonly [name: string]: string | number;
  readonly part: "level";
  readonly data: "independent" | "related" | "dependent-rows";
  readonly n: number;
  readonly p1: number;
  readonly p2: number;
  readonly trials: number;
  /** Rows in a group that is moved as a whole; 1 moves each row by itself. */
  readonly group: number;
}

export type NullCase = NullParams | RelatedParams | ExactParams | LevelParams;

/** Pairs in a cell; replicates are further pairs: 2 × 100 in quick, 10 × 100 in full. */
export const PAIRS = 100;

/** B of every permutation test: p ≤ 0.05 for at most one shuffle in 39 at least as alike, a level of exactly 2/40. */
export const DRAWS = 39;

/** φ of the autoregressive rows. */
export const COEFFICIENT = 0.9;

const nullCase = (
  population: Population,
  n: number,
  p1: number,
  p2 = p1,
): Omit<Case<NullParams>, "replicates"> => ({
  id: `null-${population}-${n}-${p1}-${p2}`,
  params: { part: "null", population, n, p1, p2 },
});

const relatedCase = (n: number): Omit<Case<RelatedParams>, "replicates"> => ({
  id: `related-${n}`,
  params: { part: "related", n, p1: 10, p2: 10, latents: 3, noise: 3 },
});

const levelCase = (
  data: LevelParams["data"],
  n: number,
  p: number,
  trials: number,
  group = 1,
): Case<LevelParams> => ({
  id: `level-${data}${group === 1 ? "" : "-in-groups"}`,
  params: { part: "level", data, n, p1: p, p2: p, trials, group },
  replicates: 8,
});

const EXACT: Omit<Case<ExactParams>, "replicates"> = {
  id: "exact",
  params: { part: "exact", n: 5, p1: 3, p2: 2 },
};

/** One line in n at 10 units, one in p at 40 stimuli, and one case of each other population. */
const QUICK = [
  nullCase("gaussian", 20, 10),
  nullCase("gaussian", 40, 4),
  nullCase("gaussian", 40, 10),
  nullCase("gaussian", 40, 30),
  nullCase("gaussian", 80, 10),
  nullCase("power-law", 40, 30),
  nullCase("clustered", 40, 10),
  relatedCase(40),
];

const FULL = [
  ...QUICK,
  ...[20, 80].flatMap((n) => [4, 30].map((p) => nullCase("gaussian", n, p))),
  ...[20, 40, 80].flatMap((n) => [nullCase("gaussian", n, 64), nullCase("gaussian", n, 4, 64)]),
  ...[20, 80].flatMap((n) => [nullCase("power-law", n, 30), nullCase("clustered", n, 10), relatedCase(n)]),
];

const LEVELS: readonly Case<LevelParams>[] = [
  levelCase("independent", 24, 6, 50),
  levelCase("related", 40, 10, 12),
  levelCase("dependent-rows", 200, 4, 5),
  levelCase("dependent-rows", 200, 4, 5, 25),
];

/** The cases of a profile; whatever is in both has the same data, of which full has more. */
export const casesOf = (profile: Profile): readonly Case<NullCase>[] =>
  profile === "quick"
    ? [...QUICK.map((which) => ({ ...which, replicates: 2 })), { ...EXACT, replicates: 3 }]
    : [...FULL.map((which) => ({ ...which, replicates: 10 })), { ...EXACT, replicates: 8 }, ...LEVELS];
