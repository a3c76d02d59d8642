import fc from "fast-check";
import type { Matrix } from "../../core/matrix.ts";
import { fromRows } from "../../core/matrix.ts";
import type { Metric } from "../../core/metric.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import sharedLatent from "../../generators/shared-latent.ts";
import { representation } from "../../representation/create.ts";

/** A seeded pair with shared latents; every seed is another data set. */
export function pairOf(
  seed: number,
  { n = 30, p1 = 5, p2 = 7, latents = 3, noise = 0.6 } = {},
): [Representation, Representation] {
  const { representations } = sharedLatent.generate(
    { n, p1, p2, latents, noise },
    randomFrom("test-pair", seed),
  );
  return [representations[0]!, representations[1]!];
}

/** Arbitrary pair sizes for property tests: n well above both widths. */
export const anyPair = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    n: fc.integer({ min: 16, max: 40 }),
    p1: fc.integer({ min: 1, max: 6 }),
    p2: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ seed, n, p1, p2 }) => pairOf(seed, { n, p1, p2, latents: 2 }));

export const fromArray = (rows: readonly (readonly number[])[], name = "X"): Representation =>
  representation(fromRows(rows), name);

export const gaussian = (rows: number, cols: number, ...seed: (string | number)[]): Matrix =>
  randomFrom("test-gaussian", ...seed).gaussianMatrix(rows, cols);

export const compare = (metric: Metric, x: Representation, y: Representation): number =>
  metric.compare(x, y, { random: randomFrom("test") });

/** The values multiplied by a number. */
export const times = (x: Representation, factor: number): Representation =>
  representation({ ...x.values, data: x.values.data.map((value) => value * factor) });
