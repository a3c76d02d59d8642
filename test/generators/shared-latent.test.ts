import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import sharedLatent from "../../generators/shared-latent.ts";
import { backend } from "../../linalg/index.ts";
import { canonicalCorrelations } from "../../representation/spectral.ts";

const params = { n: 60, p1: 6, p2: 8, latents: 4, noise: 0 };

describe("shared-latent", () => {
  it("without noise has as many perfect canonical correlations as latents", () => {
    const { representations } = sharedLatent.generate(params, randomFrom(1));
    const rho = canonicalCorrelations(representations[0]!, representations[1]!);
    expect(rho).toHaveLength(4);
    for (const value of rho) expect(value).toBeCloseTo(1, 10);
  });

  it("says the truth about its latents: uncorrelated, of mean square 1", () => {
    const { truth } = sharedLatent.generate(params, randomFrom(2));
    backend()
      .gram(truth.latents)
      .data.forEach((value, k) => expect(value).toBeCloseTo(k % 5 === 0 ? 60 : 0, 10));
  });

  it("is its seed's alone", () => {
    const values = (seed: number): Float64Array =>
      sharedLatent.generate(params, randomFrom(seed)).representations[0]!.values.data;
    expect(values(3)).toEqual(values(3));
    expect(values(3)).not.toEqual(values(4));
  });
});
