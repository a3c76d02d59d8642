import { describe, expect, it } from "vitest";
import { backend } from "../../../linalg/index.ts";
import {
  filteredClouds,
  filterValues,
  ridgeRoot,
  ridgeRootByKappa,
  type Filter,
} from "../../../metrics/families/filters.ts";
import { nuclearNorm } from "../../../representation/singular-values.ts";
import { crossNuclearNorm, spectrum, squaredSize } from "../../../representation/spectral.ts";
import { fromArray, pairOf } from "../../support/data.ts";

const same: Filter = { value: (s) => s, slope: () => 1 };

describe("filtered clouds", () => {
  it("are the centred matrices up to rotation where nothing is filtered", () => {
    const [x, y] = pairOf(1);
    const { f, g, sizes, nuclear } = filteredClouds(x, y, () => same);
    expect(sizes[0] ** 2).toBeCloseTo(squaredSize(x), 12);
    expect(sizes[1] ** 2).toBeCloseTo(squaredSize(y), 12);
    expect(nuclear).toBeCloseTo(crossNuclearNorm(x, y), 12);
    expect(nuclearNorm(backend().multiply(f, g, { transposeA: true }))).toBeCloseTo(nuclear, 12);
  });

  it("leave out singular values that are rounding", () => {
    const x = fromArray([
      [1, 2],
      [2, 4],
      [4, 8],
    ]);
    expect(filterValues(x, () => ({ value: () => 1, slope: () => 0 }))).toHaveLength(1);
  });

  it("are what their own product says, also where a filter drops the small components", () => {
    const [x, y] = pairOf(1, { p1: 4, p2: 6 });
    const least = spectrum(x).sigma[1]!;
    const filter = (of: typeof x): Filter => ({
      value: (sigma) => (of === x && sigma < least ? 0 : Math.sqrt(sigma)),
      slope: () => 0,
    });
    const { f, g, nuclear } = filteredClouds(x, y, filter);
    const whole = backend().singularValues(backend().multiply(f, g, { transposeA: true }));
    expect(nuclear).toBeCloseTo(whole[0]! + whole[1]!, 12);
    expect(whole[2]).toBeLessThan(1e-12);
  });
});

describe("ridgeRoot", () => {
  it("is σ/√(σ² + κ), with its slopes", () => {
    const { value, slope } = ridgeRoot(0.5);
    expect(value(2)).toBeCloseTo(2 / Math.sqrt(4.5), 15);
    expect(slope(2)).toBeCloseTo((value(2 + 1e-6) - value(2 - 1e-6)) / 2e-6, 9);
    const byKappa = (ridgeRoot(0.5 + 1e-6).value(2) - ridgeRoot(0.5 - 1e-6).value(2)) / 2e-6;
    expect(ridgeRootByKappa(0.5)(2)).toBeCloseTo(byKappa, 9);
  });

  it("whitens at κ = 0", () => {
    expect([ridgeRoot(0).value(1e-9), ridgeRoot(0).slope(1e-9)]).toEqual([1, 0]);
  });
});
