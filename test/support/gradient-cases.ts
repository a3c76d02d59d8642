import { expect } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf, times } from "./data.ts";

/** n, p1, p2: X narrower, Y narrower, both and one of them wider than there are rows. */
export const SHAPES: readonly (readonly [number, number, number])[] = [
  [30, 5, 7],
  [30, 7, 5],
  [16, 24, 20],
  [16, 5, 24],
];

type Score = (x: Representation, y: Representation) => number;
type Gradient = (x: Representation, y: Representation) => Matrix;

/** The gradient that a metric carries. */
export async function gradientOf(id: string): Promise<Gradient> {
  const metric = await metricById(id);
  if (metric.gradient === undefined) throw new Error(`"${id}" carries no gradient`);
  return (x, y) => metric.gradient!(x, y);
}

/** {@link expectGradient} of a metric for its own values, and {@link expectSlopes} {@link nearly} at its optimum. */
export async function expectMetricGradient(id: string, shapes = SHAPES): Promise<void> {
  const [metric, gradient] = [await metricById(id), await gradientOf(id)];
  const score: Score = (x, y) => compare(metric, x, y);
  expectGradient(score, gradient, shapes);
  for (const noise of [0.3, 0.03]) expectSlopes(score, gradient, ...nearly(noise));
}

/** Fourth-order central difference of a score along a direction of Y. */
function slope(score: Score, x: Representation, y: Representation, direction: Matrix, step: number): number {
  const at = (t: number): number =>
    score(x, representation({ ...y.values, data: y.values.data.map((v, k) => v + t * direction.data[k]!) }));
  return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
}

/** Checks a gradient against central differences along random directions, to 1e-6 of the largest possible slope. */
export function expectSlopes(
  score: Score,
  gradient: Gradient,
  x: Representation,
  y: Representation,
  step = 1e-5,
): void {
  const exact = gradient(x, y);
  expect([exact.rows, exact.cols]).toEqual([y.n, y.p]);
  for (let draw = 0; draw < 3; draw++) {
    const direction = gaussian(y.n, y.p, "direction", draw);
    const along = inner(exact.data, direction.data);
    const size = Math.sqrt(inner(exact.data, exact.data) * inner(direction.data, direction.data));
    expect(Math.abs(slope(score, x, y, direction, step) - along)).toBeLessThanOrEqual(
      1e-6 * Math.max(1e-3, size),
    );
  }
}

/** {@link expectSlopes} for related pairs of all {@link SHAPES}, or of some. */
export function expectGradient(score: Score, gradient: Gradient, shapes = SHAPES): void {
  shapes.forEach(([n, p1, p2], seed) => {
    const [x, y] = pairOf(seed, { n, p1, p2 });
    expectSlopes(score, gradient, x, y);
  });
}

/** A pair that differs by a share of noise: close to the optimum of any similarity. */
export function nearly(noise: number, seed = 1): [Representation, Representation] {
  const [x] = pairOf(seed, { n: 30, p1: 4, p2: 4 });
  const other = gaussian(30, 4, "nearly", seed);
  return [x, representation({ ...x.values, data: x.values.data.map((v, k) => v + noise * other.data[k]!) })];
}

/** Checks ∂s/∂Y(2ᵏX, 2ᵏY) = 2⁻ᵏ·∂s/∂Y(X, Y) to the last bit but rounding, far out where squares overflow. */
export function expectScaleFree(gradient: Gradient, tolerance = 1e-12): void {
  const [x, y] = pairOf(2, { n: 30, p1: 4, p2: 5 });
  const plain = gradient(x, y);
  const size = Math.sqrt(inner(plain.data, plain.data));
  for (const factor of [2 ** 500, 2 ** -500]) {
    const scaled = gradient(times(x, factor), times(y, factor));
    plain.data.forEach((value, k) => {
      expect(Math.abs(scaled.data[k]! * factor - value)).toBeLessThanOrEqual(tolerance * size);
    });
  }
}
