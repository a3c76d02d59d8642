import { describe, expect, it } from "vitest";
import { alike, asSimilarity } from "../../../suites/null-checks/scale.ts";

describe("the common scale", () => {
  it("takes a similarity as it is, an angle as 1 − 2θ/π, and nothing else", () => {
    expect(asSimilarity({ direction: "similarity", range: [-1, 1] })!(0.3)).toBe(0.3);
    const angle = asSimilarity({ direction: "distance", range: [0, Math.PI / 2], unit: "radian" })!;
    expect([angle(0), angle(Math.PI / 4), angle(Math.PI / 2)]).toEqual([1, 0.5, 0]);
    expect(asSimilarity({ direction: "similarity", range: [0, Infinity] })).toBeUndefined();
    expect(asSimilarity({ direction: "distance", range: [0, 2] })).toBeUndefined();
  });

  it("turns distances around", () => {
    expect([alike({ direction: "similarity" }, 2), alike({ direction: "distance" }, 2)]).toEqual([2, -2]);
  });
});
