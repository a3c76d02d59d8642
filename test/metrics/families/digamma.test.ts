import { describe, expect, it } from "vitest";
import { digamma } from "../../../metrics/families/digamma.ts";

/** The Euler-Mascheroni constant. */
const GAMMA = 0.5772156649015329;

describe("digamma", () => {
  it("is −γ + Σ 1/j", () => {
    let harmonic = 0;
    for (let m = 1; m <= 200; m++) {
      expect(digamma(m)).toBeCloseTo(-GAMMA + harmonic, 13);
      harmonic += 1 / m;
    }
  });

  it("tends to ln m − 1/(2m)", () => {
    expect(digamma(1e6)).toBeCloseTo(Math.log(1e6) - 5e-7, 12);
  });
});
