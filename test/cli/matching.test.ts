import { describe, expect, it } from "vitest";
import { fits } from "../../cli/matching.ts";

const texts = ["cka-rbf-0.4", "CKA with a Gaussian kernel", "RV coefficient", "σ-score"];

describe("fits", () => {
  it.each(["rv", "RV", "coeff", "0.4", "cka-rbf", "gauss", "σ"])(
    "finds %s at the beginning of a word",
    (word) => {
      expect(fits(texts, [word])).toBe(true);
    },
  );

  it.each(["ernel", "ka", "04", "0x4", ".*", "rvx"])("does not find %s", (word) => {
    expect(fits(texts, [word])).toBe(false);
  });

  it("wants every word, in whichever text", () => {
    expect(fits(texts, ["rv", "cka"])).toBe(true);
    expect(fits(texts, ["rv", "nbs"])).toBe(false);
    expect(fits(texts, [])).toBe(true);
  });
});
