import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import autocorrelated from "../../generators/autocorrelated.ts";
import clustered from "../../generators/clustered.ts";
import sharedLatent from "../../generators/shared-latent.ts";
import spectra, { type Spectrum } from "../../generators/spectra.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { COEFFICIENT, type LevelParams, type NullCase, type Population, PAIRS } from "./cases.ts";

export type Pair = readonly [Representation, Representation];

/** What a cell asks about. */
export interface Stage {
  readonly pairs: readonly Pair[];
  /** Pairs of the same sides that have nothing to do with each other; empty where `pairs` are unrelated already. */
  readonly unrelated: readonly Pair[];
}

const SPECTRA: Readonly<Record<Exclude<Population, "clustered">, Spectrum>> = {
  gaussian: { kind: "flat" },
  "power-law": { kind: "power-law", decay: 1 },
};

/** One side of an unrelated pair. */
function side(population: Population, n: number, p: number, random: Random): Representation {
  const made =
    population === "clustered"
      ? clustered.generate({ n, p, clusters: 4, spread: 2 }, random)
      : spectra.generate({ n, p, spectrum: SPECTRA[population] }, random);
  return made.representations[0]!;
}

const asPair = ({ representations }: { readonly representations: readonly Representation[] }): Pair => [
  representations[0]!,
  representations[1]!,
];

const related = (n: number, p1: number, p2: number, latents: number, noise: number, random: Random): Pair =>
  asPair(sharedLatent.generate({ n, p1, p2, latents, noise }, random));

const many = (count: number, make: (k: number) => Pair): Pair[] =>
  Array.from({ length: count }, (_, k) => make(k));

function trial({ data, n, p1, p2 }: LevelParams, random: Random): Pair {
  switch (data) {
    case "independent":
      return [side("gaussian", n, p1, random.child("x")), side("gaussian", n, p2, random.child("y"))];
    case "related":
      return related(n, p1, p2, 3, 3, random);
    case "dependent-rows":
      return asPair(autocorrelated.generate({ n, p1, p2, coefficient: COEFFICIENT }, random));
  }
}

/** All orders of 0 … n − 1. */
export function* allOrders(n: number, taken: readonly number[] = []): Generator<Int32Array> {
  if (taken.length === n) yield Int32Array.from(taken);
  else for (let i = 0; i < n; i++) if (!taken.includes(i)) yield* allOrders(n, [...taken, i]);
}

/** The pairs of one cell. */
export function pairsOf(which: NullCase, random: Random): Stage {
  const { n, p1, p2 } = which;
  switch (which.part) {
    case "null": {
      const make = (k: number): Pair => [
        side(which.population, n, p1, random.child(k, "x")),
        side(which.population, n, p2, random.child(k, "y")),
      ];
      return { pairs: many(PAIRS, make), unrelated: [] };
    }
    case "related": {
      const pairs = many(PAIRS, (k) => related(n, p1, p2, which.latents, which.noise, random.child(k)));
      // Each X with the Y of the next data set: the same populations, and nothing in common.
      return { pairs, unrelated: pairs.map(([x], k) => [x, pairs[(k + 1) % PAIRS]![1]]) };
    }
    case "exact": {
      const [x, y] = [side("gaussian", n, p1, random.child("x")), side("gaussian", n, p2, random.child("y"))];
      return { pairs: [...allOrders(n)].map((order) => [x, permuteRows(y, order)]), unrelated: [] };
    }
    case "level":
      return { pairs: many(which.trials, (k) => trial(which, random.child(k))), unrelated: [] };
  }
}
