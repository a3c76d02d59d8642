import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Generator } from "../../core/generator.ts";
import type { Value } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import autocorrelated from "../../generators/autocorrelated.ts";
import clustered from "../../generators/clustered.ts";
import contextTask from "../../generators/context-task.ts";
import heavyTailed from "../../generators/heavy-tailed.ts";
import manifold from "../../generators/manifold.ts";
import repeatedTrials from "../../generators/repeated-trials.ts";
import sharedFraction from "../../generators/shared-fraction.ts";
import sharedLatent from "../../generators/shared-latent.ts";
import singleOutlier from "../../generators/single-outlier.ts";
import spectra from "../../generators/spectra.ts";
import subsetTranslation from "../../generators/subset-translation.ts";
import ultrametricTree, { REFERENCE_TREE } from "../../generators/ultrametric-tree.ts";

const root = path.resolve(import.meta.dirname, "../..");
const documentation = readFileSync(path.join(root, "docs/generators.md"), "utf8");

/** A generator with parameters for it, and how many representations these make. */
function sample<P extends Value, T>(generator: Generator<P, T>, params: P, count: number): Sample {
  return {
    generator,
    count,
    values: (seed) =>
      generator.generate(params, randomFrom("sweep", seed)).representations.map(({ values }) => values.data),
  };
}

interface Sample {
  readonly generator: Pick<Generator, "id" | "version" | "title" | "cite">;
  readonly count: number;
  readonly values: (seed: number) => readonly Float64Array[];
}

const SAMPLES: readonly Sample[] = [
  sample(autocorrelated, { n: 9, p1: 2, p2: 3, coefficient: 0.5 }, 2),
  sample(clustered, { n: 9, p: 2, clusters: 3, spread: 1 }, 1),
  sample(contextTask, { p: 5, steps: 2, noise: 1 }, 1),
  sample(heavyTailed, { n: 9, p: 2, freedom: 3, extreme: "rows" }, 1),
  sample(manifold, { n: 9, p: 5, shape: "torus", embedding: "isometric" }, 1),
  sample(repeatedTrials, { n: 9, p: 2, trials: 3, noise: "poisson", level: 3, modulation: 0.5 }, 3),
  sample(sharedFraction, { n: 9, p: 2, fraction: 0.5, kind: "variance", sample: "exact" }, 2),
  sample(sharedLatent, { n: 9, p1: 3, p2: 4, latents: 2, noise: 1 }, 2),
  sample(singleOutlier, { n: 9, p: 2, distance: 5, where: "same" }, 2),
  sample(spectra, { n: 9, p: 3, spectrum: { kind: "power-law", decay: 1 } }, 1),
  sample(subsetTranslation, { n: 9, p: 2, share: 0.5, distance: 5 }, 2),
  sample(ultrametricTree, REFERENCE_TREE, 1),
];

describe.each(SAMPLES.map((one) => [one.generator.id, one] as const))("the generator %s", (id, one) => {
  it("is its seed's alone, and changes with it", () => {
    const [first, again, other] = [one.values(1), one.values(1), one.values(2)];
    expect(first).toHaveLength(one.count);
    expect(again).toEqual(first);
    first.forEach((values, k) => expect(other[k]).not.toEqual(values));
  });

  it("says what it is and where it comes from, and is documented", () => {
    const { version, title, cite } = one.generator;
    expect(version).toBeGreaterThanOrEqual(1);
    expect(title.length * cite.length).toBeGreaterThan(0);
    expect(documentation).toContain(`\`${id}\``);
  });
});

it("no generator is left out of this sweep", async () => {
  const found: string[] = [];
  for (const file of readdirSync(path.join(root, "generators"))) {
    if (!file.endsWith(".ts")) continue;
    const module = (await import(path.join(root, "generators", file))) as { default?: Pick<Generator, "id"> };
    if (module.default === undefined) continue;
    expect(`${module.default.id}.ts`).toBe(file);
    found.push(module.default.id);
  }
  // Trained networks are data that ship with the package; nothing of them is drawn.
  const swept = [...SAMPLES.map(({ generator }) => generator.id), "trained-networks"];
  expect(found.sort()).toEqual(swept.sort());
});
