import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { haar } from "../../generators/haar.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf } from "../support/data.ts";

const distance = await metricById("procrustes");
const angle = await metricById("procrustes-angular");

describe("procrustes", () => {
  it("of a rotation is zero to rounding, not to its square root: also into more units", () => {
    const x = gaussian(40, 6, "rotated");
    for (const wider of [6, 9]) {
      const q = haar(wider, 6, randomFrom("rotation", wider));
      const y = representation(backend().multiply(x, q, { transposeB: true }));
      expect(compare(distance, representation(x), y)).toBeLessThan(1e-13);
      expect(compare(distance, y, representation(x))).toBeLessThan(1e-13);
      expect(compare(angle, representation(x), y)).toBeLessThan(1e-7);
    }
  });

  it("does not jump where the residual takes over from the cosine", () => {
    const x = gaussian(40, 6, "x");
    const noise = gaussian(40, 6, "noise");
    const at = (size: number): number =>
      compare(
        distance,
        representation(x),
        representation({ ...x, data: x.data.map((v, k) => v + size * noise.data[k]!) }),
      );
    // The distance is proportional to small noise: from well inside the residual's range to well outside.
    for (const size of [1e-9, 1e-6, 1e-4, 4e-3, 5e-3])
      expect(at(size) / size / (at(1e-5) / 1e-5)).toBeCloseTo(1, 2);
  });

  it("satisfies the triangle inequality, the angle and the chord, where 1 − NBS does not have to", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(distance, angle), (seed, metric) => {
        const [x, y] = pairOf(seed, { n: 16 });
        const [z] = pairOf(seed + 1, { n: 16, p1: 3 });
        expect(compare(metric, x, y)).toBeLessThanOrEqual(
          compare(metric, x, z) + compare(metric, z, y) + 1e-12,
        );
      }),
      { numRuns: 40 },
    );
  });
});
