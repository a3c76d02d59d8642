import { expect } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { inner } from "../../../linalg/elementwise.ts";
import type { Differentiable } from "../../../tensors/adjoints/pullback.ts";
import { gaussian } from "../../support/data.ts";

/** Checks a pullback against fourth-order central differences of Σ⟨weights, values⟩ along random directions. */
export function expectPullback(f: Differentiable, ...inputs: readonly Matrix[]): void {
  const { values, pullback } = f(...inputs);
  const weights = values.map(({ rows, cols }, k) => gaussian(rows, cols, "weights", k));
  const slopes = pullback(weights);
  expect(slopes.map(({ rows, cols }) => [rows, cols])).toEqual(inputs.map(({ rows, cols }) => [rows, cols]));
  for (let draw = 0; draw < 3; draw++) {
    const directions = inputs.map(({ rows, cols }, k) => gaussian(rows, cols, "direction", draw, k));
    const at = (t: number): number =>
      f(
        ...inputs.map((a, k) => ({ ...a, data: a.data.map((v, i) => v + t * directions[k]!.data[i]!) })),
      ).values.reduce((total, { data }, k) => total + inner(data, weights[k]!.data), 0);
    const step = 1e-4;
    const slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    const along = slopes.reduce((total, { data }, k) => total + inner(data, directions[k]!.data), 0);
    const size = Math.sqrt(slopes.reduce((total, { data }) => total + inner(data, data), 0));
    expect(Math.abs(slope - along)).toBeLessThanOrEqual(1e-7 * Math.max(1, size));
  }
}
