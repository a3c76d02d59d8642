import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { sharedSubspace } from "../../representation/shared-subspace.ts";
import { gaussian, pairOf } from "../support/data.ts";

const context = { random: randomFrom("shared-subspace") };

describe("sharedSubspace", () => {
  it("adds up to regression R², weighted by variance, and its shares to 1", async () => {
    const regression = await metricById("linear-regression");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (seed) => {
        const [x, y] = pairOf(seed, { n: 40, p1: 7, p2: 5 });
        const { components, rank, saturated, chance } = sharedSubspace(x, y);
        const sum = (of: (one: (typeof components)[number]) => number): number =>
          components.reduce((total, one) => total + of(one), 0);
        expect([rank, saturated, components.length]).toEqual([7, false, 7]);
        expect(chance).toBeCloseTo(5 / 39, 12);
        expect(sum(({ variance }) => variance)).toBeCloseTo(1, 12);
        expect(sum(({ cka }) => cka)).toBeCloseTo(1, 12);
        expect(sum(({ variance, captured }) => variance * captured)).toBeCloseTo(
          regression.compare(x, y, context),
          10,
        );
      }),
      { numRuns: 20 },
    );
  });

  it("captures what Y holds and nothing else: two of four orthogonal directions", () => {
    const n = 64;
    // Rows of a Hadamard matrix of order 4, repeated: orthogonal columns, sizes 8, 4, 2, 1.
    const signs = [1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1, 1, -1, -1, 1];
    const column = (i: number, k: number): number => signs[((i % 4) * 4 + k) % 16]! * (i % 8 < 4 ? 1 : -1);
    const sizes = [8, 4, 2, 1];
    const x = matrix(
      n,
      4,
      Float64Array.from({ length: 4 * n }, (_, k) => sizes[k % 4]! * column(k >> 2, k % 4)),
    );
    const y = matrix(
      n,
      2,
      Float64Array.from({ length: 2 * n }, (_, k) => column(k >> 1, k % 2 === 0 ? 0 : 2)),
    );
    const { components } = sharedSubspace(representation(x), representation(y));
    expect(components.map(({ captured }) => Math.round(captured * 1e9) / 1e9)).toEqual([1, 0, 1, 0]);
    // The variances of Y are equal, so that CKA's mass is that of X's captured components: 8² to 2².
    expect(components[0]!.cka).toBeCloseTo(64 / 68, 12);
  });

  it("says that a Y as wide as there are rows captures everything", () => {
    const [x, y] = [representation(gaussian(20, 5, "x")), representation(gaussian(20, 30, "y"))];
    const { saturated, components } = sharedSubspace(x, y);
    expect(saturated).toBe(true);
    for (const { captured } of components) expect(captured).toBeCloseTo(1, 10);
  });
});
