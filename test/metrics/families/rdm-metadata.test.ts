import { describe, expect, it } from "vitest";
import {
  COMPARISON_CAVEATS,
  COMPARISON_CITES,
  COMPARISON_FORMULAS,
  COMPARISONS,
  RDM_CAVEATS,
  RDM_FORMULAS,
  rdmParam,
  similarityRange,
} from "../../../metrics/families/rdm-metadata.ts";

describe("what RDMs and comparisons say of themselves", () => {
  it("is there for each of them", () => {
    for (const compare of COMPARISONS) {
      expect(COMPARISON_FORMULAS[compare]).not.toBe("");
      expect(COMPARISON_CITES[compare]).toMatch(/^(doi|arxiv):/);
      expect(COMPARISON_CAVEATS[compare]).toBeInstanceOf(Array);
    }
    for (const rdm of rdmParam.words) {
      expect(RDM_FORMULAS[rdm as keyof typeof RDM_FORMULAS]).toMatch(/^dᵢⱼ = /);
      expect(RDM_CAVEATS[rdm as keyof typeof RDM_CAVEATS].length).toBeGreaterThan(0);
    }
  });

  it("has negative values only where a comparison can", () => {
    expect(similarityRange({ rdm: "euclidean", compare: "cosine" })).toEqual([0, 1]);
    expect(similarityRange({ rdm: "euclidean", compare: "cosine-cov" })).toEqual([0, 1]);
    expect(similarityRange({ rdm: "poisson", compare: "cosine-cov" })).toEqual([-1, 1]);
    expect(similarityRange({ rdm: "cosine", compare: "corr-cov" })).toEqual([-1, 1]);
  });
});
