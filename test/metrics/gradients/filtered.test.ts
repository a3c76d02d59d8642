import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { inner } from "../../../linalg/elementwise.ts";
import type { Filter } from "../../../metrics/families/filters.ts";
import { ridgeRoot } from "../../../metrics/families/filters.ts";
import { filteredCosine, rebuilt, throughFilter } from "../../../metrics/gradients/filtered.ts";
import { factorsOf } from "../../../metrics/gradients/subspace.ts";
import { normalizedBures } from "../../../metrics/families/procrustes.ts";
import { centered } from "../../../representation/centered.ts";
import { gaussian, pairOf } from "../../support/data.ts";

/** A filter that is not odd, so that the parts outside U and V are put to the test. */
const cubic: Filter = { value: (s) => 1 + s ** 3, slope: (s) => 3 * s ** 2 };

/** Checks ∂⟨F(Y), W⟩/∂Y at every element. */
function check(y: Matrix, filter: Filter): void {
  const w = gaussian(y.rows, y.cols, "weights");
  const score = (of: Matrix): number => inner(rebuilt(factorsOf(of), filter.value).data, w.data);
  const gradient = throughFilter(factorsOf(y), filter, w);
  const size = Math.hypot(...gradient.data);
  gradient.data.forEach((value, k) => {
    const at = (t: number): number => score({ ...y, data: y.data.map((v, m) => v + (m === k ? t : 0)) });
    const slope = (8 * (at(1e-4) - at(-1e-4)) - (at(2e-4) - at(-2e-4))) / (12 * 1e-4);
    expect(Math.abs(slope - value)).toBeLessThan(1e-8 * size);
  });
}

describe("throughFilter", () => {
  it("is the gradient through U·g(S)·Vᵀ, tall, square and wide", () => {
    for (const [n, p] of [
      [9, 4],
      [5, 5],
      [4, 7],
    ] as const) {
      check(gaussian(n, p, "filtered"), cubic);
      check(gaussian(n, p, "filtered"), ridgeRoot(0.7));
    }
  });

  it("takes the slope where two singular values tie, not 0/0", () => {
    const y = { rows: 3, cols: 2, data: Float64Array.of(2, 0, 0, 2, 0, 0) };
    // F = UVᵀ-invariant: ⟨F, W⟩ along W = Y is g(2)/2·‖Y‖², and its slope along Y is g′(2)·‖Y‖²/2.
    const gradient = throughFilter(factorsOf(y), cubic, y);
    expect(inner(gradient.data, y.data)).toBeCloseTo(12 * 8, 10);
  });
});

describe("filteredCosine", () => {
  it("is NBS where nothing is filtered, and scale-free in Y", () => {
    const [x, y] = pairOf(1);
    const same: Filter = { value: (s) => s, slope: () => 1 };
    const { score, byCloud } = filteredCosine(x, factorsOf(centered(y)), same, () => same);
    expect(score).toBeCloseTo(normalizedBures(x, y), 13);
    expect(inner(byCloud.data, centered(y).data)).toBeCloseTo(0, 13);
  });
});
