import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { haar } from "../../generators/haar.ts";
import { backend } from "../../linalg/index.ts";

describe("haar", () => {
  it("has orthonormal columns", () => {
    const q = haar(7, 4, randomFrom("haar"));
    const inner = backend().gram(q);
    inner.data.forEach((value, k) => expect(value).toBeCloseTo(k % 5 === 0 ? 1 : 0, 13));
  });

  it("is uniform: entries of 2×2 draws have mean 0 and mean square ½, and both orientations occur equally", () => {
    const draws = 2000;
    let [mean, square, proper] = [0, 0, 0];
    for (let k = 0; k < draws; k++) {
      const { data } = haar(2, 2, randomFrom("uniform", k));
      mean += data[0]! / draws;
      square += data[0]! ** 2 / draws;
      if (data[0]! * data[3]! - data[1]! * data[2]! > 0) proper++;
    }
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(0.5 / draws));
    expect(Math.abs(square - 0.5)).toBeLessThan(5 * Math.sqrt(0.125 / draws));
    expect(Math.abs(proper / draws - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / draws));
  });
});
