import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import singleOutlier from "../../generators/single-outlier.ts";
import { measured } from "./support.ts";

const ask = await measured(["cka-linear", "nbs"]);

describe("single-outlier", () => {
  it.each(["one", "same", "different"] as const)(
    "takes CKA and NBS to the limits that it says (%s)",
    (where) => {
      for (const seed of [1, 2, 3]) {
        const { representations, truth } = singleOutlier.generate(
          { n: 15, p: 4, distance: 1e9, where },
          randomFrom(seed),
        );
        const scores = ask(representations[0]!, representations[1]!);
        expect(scores["cka-linear"]).toBeCloseTo(truth.limits["cka-linear"], 6);
        expect(scores["nbs"]).toBeCloseTo(truth.limits.nbs, 6);
      }
    },
  );

  it("with one outlier agrees with n/(n−1)·‖xᵢ−x̄‖²/‖K‖, written out", () => {
    const n = 6;
    const { representations, truth } = singleOutlier.generate(
      { n, p: 1, distance: 1, where: "one" },
      randomFrom(4),
    );
    // One unit: K = xxᵀ, so ‖K‖ = Σ(xᵢ−x̄)².
    const x = Array.from(representations[0]!.values.data);
    const mean = x.reduce((total, value) => total + value, 0) / n;
    const size = x.reduce((total, value) => total + (value - mean) ** 2, 0);
    const own = (x[truth.rows[0]]! - mean) ** 2;
    expect(truth.limits["cka-linear"]).toBeCloseTo((n / (n - 1)) * (own / size), 12);
    expect(truth.limits.nbs).toBeCloseTo(Math.sqrt((n / (n - 1)) * (own / size)), 12);
  });

  it("puts different outliers in different rows", () => {
    const { truth } = singleOutlier.generate({ n: 15, p: 4, distance: 5, where: "different" }, randomFrom(5));
    expect(truth.rows[0]).not.toBe(truth.rows[1]);
    expect(truth.limits).toEqual({ "cka-linear": 1 / 14 ** 2, nbs: 1 / 14 });
  });
});
