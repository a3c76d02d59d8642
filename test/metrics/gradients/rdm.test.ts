import { describe, expect, it } from "vitest";
import { rsaSimilarity } from "../../../metrics/families/rdm-comparisons.ts";
import { rsaPearsonGradient } from "../../../metrics/gradients/rdm.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { fromArray, gaussian, pairOf, times } from "../../support/data.ts";

describe.each(["squared-euclidean", "euclidean"] as const)("rsaPearsonGradient of %s RDMs", (rdm) => {
  const score = (x: Parameters<typeof rsaSimilarity>[0], y: typeof x): number =>
    rsaSimilarity(x, y, { rdm, compare: "pearson" });

  it("agrees with differences", () => {
    for (const seed of [1, 2, 3]) {
      const [x, y] = pairOf(seed, { n: 9, p1: 3, p2: 4 });
      expect(gradientError((z) => score(x, z), rsaPearsonGradient(x, y, rdm), y)).toBeLessThan(1e-7);
    }
  });

  it("agrees with differences near the optimum", () => {
    const [x] = pairOf(4, { n: 9, p1: 3 });
    const noise = gaussian(9, 3, "noise").data;
    const near = representation({ ...x.values, data: x.values.data.map((v, k) => v + 0.003 * noise[k]!) });
    expect(score(x, near)).toBeGreaterThan(0.9999);
    const error = gradientError((z) => score(x, z), rsaPearsonGradient(x, near, rdm), near, { step: 2e-4 });
    expect(error).toBeLessThan(1e-6);
  });

  it("goes with one over the scale, and is finite where rows coincide", () => {
    const [x, y] = pairOf(5, { n: 9, p1: 3, p2: 4 });
    const [one, large] = [rsaPearsonGradient(x, y, rdm), rsaPearsonGradient(x, times(y, 2 ** 100), rdm)];
    expect(large.data.map((v) => v * 2 ** 100)).toEqual(one.data);
    const doubled = fromArray(Array.from({ length: 9 }, (_, i) => [i % 5, (i % 5) ** 2]));
    expect(rsaPearsonGradient(x, doubled, rdm).data.every(Number.isFinite)).toBe(true);
  });

  it("does not exist where the correlation does not", () => {
    const [x] = pairOf(6, { n: 3 });
    const equilateral = fromArray([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(() => rsaPearsonGradient(x, equilateral, rdm)).toThrow(/^Y has a constant RDM/);
  });
});
