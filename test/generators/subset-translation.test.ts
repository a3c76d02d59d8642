import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import subsetTranslation from "../../generators/subset-translation.ts";
import { anySeed, measured } from "./support.ts";

const ask = await measured(["cka-linear", "nbs"]);

describe("subset-translation", () => {
  it("takes CKA and NBS to the limits that it says, for any share", () => {
    fc.assert(
      fc.property(anySeed, fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        const { representations, truth } = subsetTranslation.generate(
          { n: 25, p: 4, share, distance: 1e9 },
          randomFrom(seed),
        );
        const scores = ask(representations[0]!, representations[1]!);
        expect(scores["cka-linear"]).toBeCloseTo(truth.limits["cka-linear"], 6);
        expect(scores["nbs"]).toBeCloseTo(truth.limits.nbs, 6);
      }),
      { numRuns: 30 },
    );
  });

  it("moves its members along its direction and nothing else", () => {
    const { representations, truth } = subsetTranslation.generate(
      { n: 12, p: 3, share: 0.25, distance: 7 },
      randomFrom(1),
    );
    const [x, y] = representations.map(({ values }) => values.data);
    expect(truth.members).toHaveLength(3);
    for (let k = 0; k < 36; k++) {
      const moved = truth.members.includes(Math.floor(k / 3)) ? 7 * truth.direction[k % 3]! : 0;
      expect(y![k]! - x![k]!).toBeCloseTo(moved, 12);
    }
    expect(Math.hypot(...truth.direction)).toBeCloseTo(1, 12);
  });

  it("leaves everything as it is at distance 0", () => {
    const { representations } = subsetTranslation.generate(
      { n: 9, p: 2, share: 0.5, distance: 0 },
      randomFrom(1),
    );
    expect(representations[1]!.values).toEqual(representations[0]!.values);
  });
});
