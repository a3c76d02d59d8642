import { describe, expect, it } from "vitest";
import { inner } from "../../../linalg/elementwise.ts";
import {
  disparityGradient,
  nbsGradient,
  nbsSquaredGradient,
  procrustesAngularGradient,
  procrustesGradient,
  procrustesSquaredGradient,
  rotatedOnto,
} from "../../../metrics/gradients/procrustes.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { centered } from "../../../representation/centered.ts";
import { crossNuclearNorm } from "../../../representation/spectral.ts";
import { compare, pairOf } from "../../support/data.ts";
import { expectGradient, expectScaleFree, expectSlopes, nearly } from "../../support/gradient-cases.ts";

const cases = [
  ["nbs", nbsGradient],
  ["procrustes-angular", procrustesAngularGradient],
  ["procrustes", procrustesGradient],
  ["procrustes-squared", procrustesSquaredGradient],
  ["nbs-squared", nbsSquaredGradient],
  ["procrustes-disparity", disparityGradient],
] as const;

describe.each(cases)("the gradient of %s", (id, gradient) => {
  it("is what central differences give", async () => {
    const metric = await metricById(id);
    expectGradient((x, y) => compare(metric, x, y), gradient);
  });

  it("is so near the optimum", async () => {
    const metric = await metricById(id);
    for (const noise of [0.3, 0.03])
      expectSlopes((x, y) => compare(metric, x, y), gradient, ...nearly(noise));
  });

  it("has the unit of 1/Y at any scale", () => {
    expectScaleFree(gradient);
  });

  it("is finite at the optimum", () => {
    const [x] = pairOf(5);
    for (const value of gradient(x, x).data) expect(Number.isFinite(value)).toBe(true);
  });
});

describe("rotatedOnto", () => {
  it("has the nuclear norm as its inner product with Y: an alignment, not just any matrix", () => {
    const [x, y] = pairOf(6);
    const { rotated, nuclear } = rotatedOnto(x, y);
    expect(inner(rotated.data, centered(y).data)).toBeCloseTo(nuclear, 12);
    expect(nuclear).toBeCloseTo(crossNuclearNorm(x, y), 12);
  });

  it("is a subgradient of smallest norm where XᵀY is zero: zero", () => {
    const [x, y] = [
      { n: 4, p: 1, values: { rows: 4, cols: 1, data: Float64Array.of(1, -1, 0, 0) } },
      { n: 4, p: 1, values: { rows: 4, cols: 1, data: Float64Array.of(0, 0, 1, -1) } },
    ];
    expect(rotatedOnto(x, y).rotated.data.every((value) => value === 0)).toBe(true);
  });
});
