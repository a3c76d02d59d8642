import { describe, expect, it } from "vitest";
import { inner } from "../../../linalg/elementwise.ts";
import { throughDirections } from "../../../metrics/gradients/directions.ts";
import { directions, rowDirections } from "../../../representation/directions.ts";
import { representation } from "../../../representation/create.ts";
import { gradientError } from "../../support/central-differences.ts";
import { fromArray, gaussian } from "../../support/data.ts";

const w = gaussian(6, 4, "weights");

describe.each([
  ["rows as they are", false, directions],
  ["rows minus their mean", true, rowDirections],
] as const)("throughDirections of %s", (_name, centre, made) => {
  it("is that of a weighted sum of the directions", () => {
    const y = representation(gaussian(6, 4, "rows"));
    const score = (z: typeof y): number => {
      const found = made(z);
      return "made" in found ? inner(w.data, found.made.values.data) : NaN;
    };
    expect(gradientError(score, throughDirections(y, w, centre), y)).toBeLessThan(1e-8);
  });

  it("has nothing along a row, which changes no direction, and one over the size of each row", () => {
    const y = gaussian(6, 4, "rows");
    // Each row in a unit of its own, far out where squares leave the range of float64.
    const units = [1, 2 ** 600, 2 ** -600, 2 ** 300, 2 ** -300, 4];
    const scaled = representation({ ...y, data: y.data.map((v, k) => v * units[Math.floor(k / 4)]!) });
    const [one, other] = [
      throughDirections(representation(y), w, centre),
      throughDirections(scaled, w, centre),
    ];
    expect(other.data.map((v, k) => v * units[Math.floor(k / 4)]!)).toEqual(one.data);
    for (let i = 0; i < 6; i++) {
      const [row, g] = [y.data.subarray(4 * i, 4 * i + 4), one.data.subarray(4 * i, 4 * i + 4)];
      expect(inner(row, g)).toBeCloseTo(0, 13);
    }
  });

  it("leaves out a row that has no direction", () => {
    const y = fromArray([[0, 0, 0, 0], [1, 2, 3, 5], ...Array.from({ length: 4 }, () => [1, 0, 2, 0])]);
    const gradient = throughDirections(y, w, centre);
    expect([...gradient.data.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(gradient.data.every(Number.isFinite)).toBe(true);
  });
});
