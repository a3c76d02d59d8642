import type { Random } from "../../core/random.ts";
import {
  assemble,
  decorrelate,
  keepTop,
  randomComponents,
  type Components,
} from "../../generators/components.ts";
import { pair, type Identity, type Instance } from "./check.ts";

/** Flat, exponential and power-law variances. */
const SPECTRA: readonly (readonly number[])[] = [
  Array.from({ length: 8 }, () => 1),
  Array.from({ length: 8 }, (_, i) => Math.exp(-i / 3)),
  Array.from({ length: 8 }, (_, i) => (i + 1) ** -1.2),
];

const N = 50;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const squares = (values: readonly number[]): number => total(values.map((value) => value ** 2));

/** One instance per spectrum and per choice, from components that are drawn anew for each spectrum. */
function overSpectra<T>(
  random: Random,
  choices: readonly T[],
  make: (components: Components, choice: T) => Instance,
): Instance[] {
  return SPECTRA.flatMap((lambda, k) => {
    const components = randomComponents(N, lambda, random.child(k));
    return choices.map((choice) => make(components, choice));
  });
}

/** What each score must be after one or several principal components were changed. */
export const componentIdentities: readonly Identity[] = [
  {
    id: "replace-component",
    title: "PC i replaced: CKA 1−λᵢ²/Σλ²; NBS and R² 1−λᵢ/Σλ; CCA 1−1/p",
    source: "docs/measures.md",
    scores: ["cka", "nbs", "regression-x", "cca-mean", "cca-r2"],
    make: (random) =>
      overSpectra(random, [0, 2, 7], (components, i) => {
        const { u, lambda, v } = components;
        const li = lambda[i]!;
        return pair(assemble(u, lambda, v), assemble(decorrelate(components, i, 0), lambda, v), {
          cka: 1 - li ** 2 / squares(lambda),
          nbs: 1 - li / total(lambda),
          "regression-x": 1 - li / total(lambda),
          "cca-mean": 1 - 1 / lambda.length,
          "cca-r2": 1 - 1 / lambda.length,
        });
      }),
  },
  {
    id: "decorrelate-component",
    title: "PC i at correlation c: CKA 1−(1−c²)λᵢ²/Σλ²; NBS 1−(1−c)λᵢ/Σλ; R² 1−(1−c²)λᵢ/Σλ",
    source: "docs/measures.md",
    scores: ["cka", "nbs", "regression-x", "cca-mean", "cca-r2"],
    make: (random) =>
      overSpectra(
        random,
        [
          [0, 0.9],
          [1, 0.5],
          [6, 0.1],
        ] as const,
        (components, [i, c]) => {
          const { u, lambda, v } = components;
          const li = lambda[i]!;
          const p = lambda.length;
          return pair(assemble(u, lambda, v), assemble(decorrelate(components, i, c), lambda, v), {
            cka: 1 - ((1 - c ** 2) * li ** 2) / squares(lambda),
            nbs: 1 - ((1 - c) * li) / total(lambda),
            "regression-x": 1 - ((1 - c ** 2) * li) / total(lambda),
            "cca-mean": 1 - (1 - c) / p,
            "cca-r2": 1 - (1 - c ** 2) / p,
          });
        },
      ),
  },
  {
    id: "keep-top-components",
    title: "Top k PCs kept: CKA √(Σ_{≤k}λ²/Σλ²); NBS √(Σ_{≤k}λ/Σλ); R²(X|Y) Σ_{≤k}λ/Σλ; R²(Y|X) and CCA 1",
    source: "docs/measures.md",
    scores: ["cka", "nbs", "regression-x", "regression-y", "cca-mean-rank", "cca-r2-rank"],
    make: (random) =>
      overSpectra(random, [1, 3, 6], ({ u, lambda, v }, k) => {
        const top = lambda.slice(0, k);
        return pair(assemble(u, lambda, v), assemble(u, keepTop(lambda, k), v), {
          cka: Math.sqrt(squares(top) / squares(lambda)),
          nbs: Math.sqrt(total(top) / total(lambda)),
          "regression-x": total(top) / total(lambda),
          "regression-y": 1,
          "cca-mean-rank": 1,
          "cca-r2-rank": 1,
        });
      }),
  },
  {
    id: "rescale-components",
    title: "λ → μ on the same PCs: CKA ⟨λ,μ⟩/(‖λ‖‖μ‖); NBS Σ√(λμ)/√(ΣλΣμ); CCA and R² 1",
    source: "docs/measures.md",
    scores: ["cka", "nbs", "regression-x", "regression-y", "cca-mean", "cca-r2"],
    make: (random) =>
      overSpectra(random, [2, -1] as const, ({ u, lambda, v }, power) => {
        const mu = lambda.map((_, i) => (i + 1) ** power);
        return pair(assemble(u, lambda, v), assemble(u, mu, v), {
          cka: total(lambda.map((value, i) => value * mu[i]!)) / Math.sqrt(squares(lambda) * squares(mu)),
          nbs:
            total(lambda.map((value, i) => Math.sqrt(value * mu[i]!))) / Math.sqrt(total(lambda) * total(mu)),
          "regression-x": 1,
          "regression-y": 1,
          "cca-mean": 1,
          "cca-r2": 1,
        });
      }),
  },
];
