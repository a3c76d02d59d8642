import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import sharedFraction from "../../generators/shared-fraction.ts";
import { canonicalCorrelations } from "../../representation/spectral.ts";
import { anySeed, measured } from "./support.ts";

const ask = await measured(["cka-linear", "nbs", "cca-mean", "cca-r2", "linear-regression"]);

describe("shared-fraction", () => {
  it("has exactly the scores that it says, in an exact sample", () => {
    fc.assert(
      fc.property(
        anySeed,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom("variance" as const, "subspace" as const),
        fc.integer({ min: 1, max: 6 }),
        (seed, fraction, kind, p) => {
          const { representations, truth } = sharedFraction.generate(
            { n: 30, p, fraction, kind, sample: "exact" },
            randomFrom(seed),
          );
          const [x, y] = [representations[0]!, representations[1]!];
          for (const [id, value] of Object.entries(ask(x, y)))
            expect([id, value]).toEqual([id, expect.closeTo(truth.scores[id as "nbs"], 9)]);
          canonicalCorrelations(x, y).forEach((rho, i) =>
            expect(rho).toBeCloseTo(truth.canonicalCorrelations[i]!, 7),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each(["variance", "subspace"] as const)("tends to them in a large sample (%s)", (kind) => {
    const { representations, truth } = sharedFraction.generate(
      { n: 20000, p: 4, fraction: 0.5, kind, sample: "population" },
      randomFrom("population"),
    );
    for (const [id, value] of Object.entries(ask(representations[0]!, representations[1]!)))
      expect(Math.abs(value - truth.scores[id as "nbs"])).toBeLessThan(0.02);
  });

  it("rounds a subspace to whole directions and says so", () => {
    const { truth } = sharedFraction.generate(
      { n: 30, p: 4, fraction: 0.4, kind: "subspace", sample: "exact" },
      randomFrom(1),
    );
    expect(truth).toMatchObject({ fraction: 0.5, canonicalCorrelations: [1, 1, 0, 0] });
  });
});
