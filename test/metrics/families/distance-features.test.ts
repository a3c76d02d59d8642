import { describe, expect, it } from "vitest";
import { inner } from "../../../linalg/elementwise.ts";
import { distanceFeature } from "../../../metrics/families/distance-features.ts";
import type { Vector } from "../../../metrics/families/feature.ts";
import { fromArray, times } from "../../support/data.ts";

const x = fromArray([[0], [1], [3], [7]]);

describe("distanceFeature", () => {
  it("has the inner product n²·dVar² of the doubly centred distances", () => {
    const made = distanceFeature(x, "biased") as Vector;
    // dVar² by sums: mean d² + (mean d)² − (2/n) Σ (row mean)².
    const d = [0, 1, 3, 7].map((a) => [0, 1, 3, 7].map((b) => Math.abs(a - b)));
    const row = d.map((r) => r.reduce((s, v) => s + v / 4, 0));
    const grand = row.reduce((s, v) => s + v / 4, 0);
    const wanted =
      d.flat().reduce((s, v) => s + (v * v) / 16, 0) + grand ** 2 - row.reduce((s, v) => s + (v * v) / 2, 0);
    expect(inner(made.vector, made.vector) * made.factor ** 2).toBeCloseTo(16 * wanted, 11);
    expect(made.norm).toBeCloseTo(Math.sqrt(inner(made.vector, made.vector)), 14);
  });

  it("changes with the unit by its factor alone", () => {
    const [one, large] = [
      distanceFeature(x, "debiased") as Vector,
      distanceFeature(times(x, 2 ** 400), "debiased") as Vector,
    ];
    expect(large.vector).toEqual(one.vector);
    expect(large.factor).toBe(one.factor * 2 ** 400);
  });

  it("has a reason for a constant side", () => {
    expect(distanceFeature(fromArray([[1], [1], [1], [1]]), "biased")).toMatchObject({
      reason: expect.stringContaining("variance") as string,
    });
  });
});
