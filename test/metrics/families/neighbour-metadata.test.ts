import { describe, expect, it } from "vitest";
import {
  neighbourRows,
  neighbourSide,
  neighbourTitle,
} from "../../../metrics/families/neighbour-metadata.ts";

describe("what measures of neighbours say of themselves", () => {
  it("depends on what is near", () => {
    expect(neighbourSide("euclidean")).toContain("translation");
    expect(neighbourSide("cosine")).not.toContain("translation");
    expect(neighbourSide("inner-product")).toEqual(neighbourSide("cosine"));
    expect(neighbourTitle({ k: 7, metric: "cosine" })).toBe("k = 7, cosine");
    expect(neighbourRows({ k: 7 })).toBe(8);
  });
});
