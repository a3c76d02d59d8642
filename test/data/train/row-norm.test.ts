import { expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { normaliseRows, rowNormGradient } from "../../../data/train/row-norm.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const random = randomFrom("test", "row-norm");
const x = random.gaussianMatrix(5, 8);

it("gives every row mean 0 and variance 1", () => {
  const { output } = normaliseRows(x);
  for (let i = 0; i < 5; i++) {
    const row = output.data.subarray(i * 8, i * 8 + 8);
    expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
    expect(row.reduce((a, b) => a + b * b, 0) / 8).toBeCloseTo(1, 3);
  }
});

it("a constant row becomes 0, not NaN", () => {
  expect(normaliseRows(matrix(1, 4, Float64Array.of(3, 3, 3, 3))).output.data).toEqual(new Float64Array(4));
});

it("has the gradient that finite differences have", () => {
  const upstream = random.gaussianMatrix(5, 8);
  const loss = (): number =>
    normaliseRows(x).output.data.reduce((sum, value, i) => sum + value * upstream.data[i]!, 0);
  const gradient = rowNormGradient(normaliseRows(x), upstream);
  const where = someOf(40, 40);
  const numeric = where.map((index) => numericalDerivative(loss, x.data, index));
  expect(
    relativeError(
      where.map((index) => gradient.data[index]!),
      numeric,
    ),
  ).toBeLessThan(1e-8);
});
