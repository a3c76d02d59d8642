import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import manifold, { spiralLength, type ManifoldParams } from "../../generators/manifold.ts";
import { representation } from "../../representation/create.ts";
import { measured, squaredDistance } from "./support.ts";

const SHAPES = ["ring", "torus", "swiss-roll"] as const;
const make = (params: Partial<ManifoldParams>): ReturnType<typeof manifold.generate> =>
  manifold.generate({ n: 200, p: 7, shape: "ring", embedding: "isometric", ...params }, randomFrom("m"));

describe("spiralLength", () => {
  it("is the sum of the chords of a fine polygon", () => {
    const steps = 20000;
    let total = 0;
    const point = (k: number): [number, number] => {
      const t = (5 * k) / steps;
      return [t * Math.cos(t), t * Math.sin(t)];
    };
    for (let k = 0; k < steps; k++) {
      const [a, b] = [point(k), point(k + 1)];
      total += Math.hypot(a[0] - b[0], a[1] - b[1]);
    }
    expect(spiralLength(5)).toBeCloseTo(total, 6);
  });
});

describe.each(SHAPES)("a %s", (shape) => {
  it("embedded isometrically keeps all distances of its surface, which are chords of its geodesics", () => {
    const { representations, truth } = make({ shape });
    const { values, n } = representations[0]!;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const chord = Math.sqrt(squaredDistance(truth.surface, i, j));
        expect(Math.abs(Math.sqrt(squaredDistance(values, i, j)) - chord)).toBeLessThan(1e-9);
        expect(chord).toBeLessThanOrEqual(truth.geodesic(i, j) + 1e-9);
      }
    }
  });

  it("has no curvature within: nearby points are as far apart as their coordinates say", () => {
    const { truth } = make({ shape, n: 800 });
    let near = 0;
    for (let i = 0; i < 800; i++) {
      for (let j = 0; j < i; j++) {
        const geodesic = truth.geodesic(i, j);
        if (geodesic > 0.3) continue;
        near++;
        const chord = Math.sqrt(squaredDistance(truth.surface, i, j));
        // A chord of a circle of radius 1 is shorter by a share d²/24; the roll's radius is larger.
        expect(chord / geodesic).toBeGreaterThan(1 - 0.3 ** 2 / 23);
      }
    }
    expect(near).toBeGreaterThan(20);
  });

  it("is the same to measures that ignore rotation, and not when its units are tuned to places", async () => {
    const ask = await measured(["cka-linear", "nbs", "rsa-euclidean-pearson"]);
    const [turned, tuned] = [make({ shape }), make({ shape, embedding: "tuned" })];
    const surface = representation(turned.truth.surface);
    expect(turned.truth.coordinates).toEqual(tuned.truth.coordinates);
    for (const value of Object.values(ask(turned.representations[0]!, surface)))
      expect(value).toBeCloseTo(1, 10);
    for (const value of Object.values(ask(tuned.representations[0]!, surface)))
      expect(value).toBeLessThan(0.99);
  });
});

describe("a tuned population", () => {
  it("responds less the farther the stimulus is from what a unit prefers, and never more than 1", () => {
    const { representations, truth } = make({ embedding: "tuned" });
    const { values } = representations[0]!;
    for (const value of values.data) expect(value).toBeLessThanOrEqual(1);
    // On a ring with one coordinate, responses of one unit are a function of the distance to one angle.
    const best = values.data.filter((_, k) => k % 7 === 0).reduce((most, value) => Math.max(most, value), 0);
    const peak = Array.from({ length: 200 }, (_, i) => i).find((i) => values.data[7 * i] === best)!;
    const far = Array.from({ length: 200 }, (_, i) => i).filter((i) => truth.geodesic(i, peak) > 2.8);
    for (const i of far) expect(values.data[7 * i]).toBeLessThan(0.1);
  });

  it("refuses an isometric embedding in too few units", () => {
    expect(() => make({ shape: "torus", p: 3 })).toThrow(/at least 4/);
  });
});
