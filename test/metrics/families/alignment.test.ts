import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { frobenius } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import {
  alignedAngle,
  alignedCosine,
  alignedDistance,
  type Clouds,
} from "../../../metrics/families/alignment.ts";
import { nuclearNorm } from "../../../representation/singular-values.ts";
import { gaussian } from "../../support/data.ts";

const clouds = (f: Matrix, g: Matrix): Clouds => ({
  f,
  g,
  sizes: [frobenius(f), frobenius(g)],
  nuclear: nuclearNorm(backend().multiply(f, g, { transposeA: true })),
});

const [f, g] = [gaussian(9, 3, "f"), gaussian(9, 4, "g")];

describe("alignedDistance", () => {
  it("is √(a² + b² − 2ab·cos), in either order of widths", () => {
    const cosine = alignedCosine(clouds(f, g));
    const wanted = Math.sqrt(4 + 9 - 12 * cosine);
    expect(alignedDistance(clouds(f, g), 2, 3)).toBeCloseTo(wanted, 13);
    expect(alignedDistance(clouds(g, f), 3, 2)).toBeCloseTo(wanted, 13);
  });

  it("keeps its digits near zero, where the difference of norms has none", () => {
    const noise = gaussian(9, 3, "noise");
    const { q } = backend().qr(gaussian(3, 3, "turn"));
    for (const size of [1e-6, 1e-9, 1e-12]) {
      const near = { ...f, data: f.data.map((value, k) => value + size * noise.data[k]!) };
      const pair = clouds(f, backend().multiply(near, q));
      const [a, b] = pair.sizes;
      const measured = alignedDistance(pair, a, b);
      // The best rotation takes at most all of the noise away, and never all of it.
      expect(measured).toBeLessThanOrEqual(size * frobenius(noise) * (1 + 1e-3));
      expect(measured).toBeGreaterThan(0.3 * size * frobenius(noise));
      const fromNorms = Math.sqrt(Math.max(0, a * a + b * b - 2 * pair.nuclear));
      if (size === 1e-12) expect(Math.abs(fromNorms / measured - 1)).toBeGreaterThan(0.1);
    }
  });

  it("differs by sizes alone for the same shape", () => {
    expect(alignedDistance(clouds(f, f), 5, 2)).toBeCloseTo(3, 13);
  });
});

describe("alignedAngle", () => {
  it("is arccos of the cosine, and continuous where the residual takes over", () => {
    expect(alignedAngle(clouds(f, g))).toBeCloseTo(Math.acos(alignedCosine(clouds(f, g))), 14);
    const noise = gaussian(9, 3, "noise");
    for (const size of [3e-3, 2e-3, 1e-3, 5e-4]) {
      const pair = clouds(f, { ...f, data: f.data.map((value, k) => value + size * noise.data[k]!) });
      expect(alignedAngle(pair)).toBeCloseTo(Math.acos(alignedCosine(pair)), 10);
    }
  });

  it("is 1e-15 for a rotated copy, not the 1e-8 of arccos", () => {
    const { q } = backend().qr(gaussian(3, 3, "turn"));
    expect(alignedAngle(clouds(f, backend().multiply(f, q)))).toBeLessThan(1e-14);
  });
});
