import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { matrix } from "../../core/matrix.ts";
import { beside } from "../../linalg/elementwise.ts";
import { centeredBasis } from "../../generators/components.ts";
import { randomFrom } from "../../core/random.ts";
import { compare, gaussian } from "../support/data.ts";

const mean = await metricById("cca-mean");
const r2 = await metricById("cca-r2");

/** Two planes in general position with canonical correlations cos a and cos b. */
function planes(a: number, b: number): ReturnType<typeof representation>[] {
  const basis = centeredBasis(20, 4, randomFrom("planes"));
  const column = (weights: readonly number[]): Float64Array =>
    Float64Array.from({ length: 20 }, (_, i) =>
      weights.reduce((sum, w, j) => sum + w * basis.data[4 * i + j]!, 0),
    );
  const two = (u: Float64Array, v: Float64Array): ReturnType<typeof representation> =>
    representation(beside(matrix(20, 1, u), matrix(20, 1, v)));
  return [
    two(column([1, 3, 0, 0]), column([2, -1, 0, 0])),
    two(
      column([Math.cos(a), 5 * Math.cos(b), Math.sin(a), 5 * Math.sin(b)]),
      column([Math.cos(a), 0, Math.sin(a), 0]),
    ),
  ];
}

describe("cca", () => {
  it("averages the cosines of the angles between two planes, and their squares", () => {
    const [x, y] = planes(0.3, 1.1);
    expect(compare(mean, x!, y!)).toBeCloseTo((Math.cos(0.3) + Math.cos(1.1)) / 2, 12);
    expect(compare(r2, x!, y!)).toBeCloseTo((Math.cos(0.3) ** 2 + Math.cos(1.1) ** 2) / 2, 12);
  });

  it("keeps ten digits at a condition number of 1e9, where a Gram matrix would have lost the direction", () => {
    const [x, y] = planes(0.3, 1.1);
    const data = x!.values.data.map((value, k) =>
      k % 2 === 1 ? x!.values.data[k - 1]! + 1e-9 * value : value,
    );
    const nearlyCollinear = representation(matrix(20, 2, data));
    expect(compare(mean, nearlyCollinear, y!)).toBeCloseTo((Math.cos(0.3) + Math.cos(1.1)) / 2, 6);
  });

  it("is a constant of the widths with as many units as stimuli; with min(rank) it is 1", async () => {
    const [x, y] = [representation(gaussian(10, 40, 1)), representation(gaussian(10, 15, 2))];
    expect(compare(mean, x, y)).toBeCloseTo(9 / 15, 12);
    expect(compare(await metricById("cca-mean-denominator-rank"), x, y)).toBeCloseTo(1, 12);
  });

  it("counts a doubled unit once: arbitrary directions of a rank-deficient side explain nothing", () => {
    const [x, y] = planes(0.3, 1.1);
    const doubled = representation(beside(x!.values, x!.values));
    expect(compare(mean, doubled, y!)).toBeCloseTo(compare(mean, x!, y!), 12);
  });
});
